import { Button } from '@/components/ui/Button'
import { Progress } from '@/components/ui/Progress'
import { requiredColumns } from './Expected'
import type { UploadState } from './uploadState'

export function Sending({ state, onStop }: { state: UploadState & { step: 'sending' }; onStop: () => void }) {
  const percent = Math.round(state.sent * 100)
  return (
    <section aria-label="Upload" className="rounded-xl border border-line bg-surface p-5">
      <div className="flex items-center gap-3">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{state.fileName}</h2>
        <Button size="sm" onClick={onStop}>
          Stop
        </Button>
      </div>
      <p className="num mt-1 mb-3 text-ink-2">
        {state.sent < 1 ? `Sending the file, ${percent} %` : 'Sent. The server looks at it.'}
      </p>
      <Progress value={state.sent} label="Upload" />
    </section>
  )
}

/** Why a file was not taken, above the place to try another. */
export function Refused({ state }: { state: UploadState & { step: 'refused' } }) {
  return (
    <div role="alert" className="mb-4 rounded-lg bg-alert-soft px-4 py-3">
      <p className="font-[550] text-alert">{state.fileName} was not imported</p>
      <p className="mt-1">{state.message}</p>
      {state.columns !== null && (
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-ink-2 text-sm">
          <dt>Needed</dt>
          <dd className="flex flex-wrap gap-1">
            <Columns names={requiredColumns} />
          </dd>
          <dt>Found</dt>
          <dd className="flex flex-wrap gap-1">
            {state.columns.length === 0 ? 'no columns' : <Columns names={state.columns} />}
          </dd>
        </dl>
      )}
    </div>
  )
}

const Columns = ({ names }: { names: readonly string[] }) =>
  names.map((name, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a file may name two columns alike, and their order never changes
    <code key={index} className="rounded-sm bg-surface px-1.5 text-ink">
      {name === '' ? '(no name)' : name}
    </code>
  ))
