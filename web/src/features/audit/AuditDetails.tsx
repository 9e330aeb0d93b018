import type { ReactNode } from 'react'
import type { AuditEntry } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { shortAddress } from '@/lib/address'
import { changesOf, fieldName } from './changes'
import { actorOf, deedOf } from './words'

export type Only = { actor: string } | { subject: string }

/** What changed, where it came from, and ways to all of the same. */
export function AuditDetails({ entry, onOnly }: { entry: AuditEntry; onOnly: (only: Only) => void }) {
  const { before, after, actorId, subjectId } = entry
  const changes = entry.refused ? [] : changesOf(before, after)
  return (
    <>
      {changes.length > 0 && (
        <div className="mt-2 overflow-x-auto">
          <table className="w-full min-w-96 max-w-3xl text-sm">
            <thead>
              <tr className="text-left text-ink-3">
                <th scope="col" className="w-48 py-1 pr-4 font-medium">
                  What
                </th>
                {before !== null && (
                  <th scope="col" className="py-1 pr-4 font-medium">
                    Before
                  </th>
                )}
                {after !== null && (
                  <th scope="col" className="py-1 font-medium">
                    {before === null ? 'As it was made' : 'After'}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.field} className="border-line border-t align-top">
                  <th scope="row" className="py-1 pr-4 text-left font-normal text-ink-3">
                    {fieldName(change.field)}
                  </th>
                  {before !== null && <Value text={change.before} />}
                  {after !== null && <Value text={change.after} />}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {entry.also.length > 0 && (
        <p className="mt-2 text-ink-2 text-sm">
          And on the way: {entry.also.map(({ action }) => deedOf(action)).join(', ')}.
        </p>
      )}
      <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-1.5 text-sm">
        <Fact name="Action">{entry.action}</Fact>
        {entry.address !== null && <Fact name="From">{shortAddress(entry.address)}</Fact>}
        {subjectId !== null && (
          <Fact name={`Id of the ${entry.subjectKind.replaceAll('-', ' ')}`}>{subjectId}</Fact>
        )}
        {entry.requestId !== null && <Fact name="Request">{entry.requestId}</Fact>}
      </dl>
      <div className="mt-2.5 flex flex-wrap gap-2">
        {actorId !== null && (
          <Button size="sm" onClick={() => onOnly({ actor: actorId })}>
            All by {actorOf(entry)}
          </Button>
        )}
        {subjectId !== null && subjectId !== actorId && (
          <Button size="sm" onClick={() => onOnly({ subject: subjectId })}>
            All about this {entry.subjectKind.replaceAll('-', ' ')}
          </Button>
        )}
      </div>
    </>
  )
}

const Value = ({ text }: { text: string | null }) => (
  <td className="max-w-72 break-words py-1 pr-4">{text ?? <span className="text-ink-3">–</span>}</td>
)

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-ink-3">{name}</dt>
    <dd className="break-all">{children}</dd>
  </div>
)
