import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import type { AuditEntry } from '@/api/types'
import { Age } from '@/components/ui/Age'
import { Pill } from '@/components/ui/Pill'
import { cn } from '@/lib/cn'
import { useFormat } from '@/lib/format/useFormat'
import { AuditDetails, type Only } from './AuditDetails'
import { actorOf, deedOf, reasonOf, subjectOf } from './words'

/** One thing that was done, in a sentence; opened, with all that is known of it. */
export function AuditRow({ entry, onOnly }: { entry: AuditEntry; onOnly: (only: Only) => void }) {
  const id = useId()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const at = Date.parse(entry.at)
  const subject = subjectOf(entry)
  const reason = reasonOf(entry)
  return (
    <li className="num border-line border-t first:border-0">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex min-h-[46px] w-full items-center gap-3 px-3.5 py-2 text-left outline-offset-[-2px] hover:bg-bg"
      >
        <ChevronRight
          className={cn('size-4 shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
          aria-hidden
        />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <span className="min-w-0 break-words">
              <b className="font-semibold">{actorOf(entry)}</b> {deedOf(entry.action)}
              {subject !== '' && <b className="font-semibold"> {subject}</b>}
            </span>
            {entry.refused && <Pill tone="bad">Refused</Pill>}
          </span>
          {reason !== null && <span className="block truncate text-ink-3 text-sm">{reason}</span>}
        </span>
        <Age at={at} className="shrink-0 text-right text-ink-3 text-sm" />
      </button>
      {open && (
        <div id={id} className="border-line border-t bg-bg px-3.5 py-3 wide:pl-10.5">
          <p className="text-ink-2 text-sm">{format.fullTime(at)}</p>
          <AuditDetails entry={entry} onOnly={onOnly} />
        </div>
      )}
    </li>
  )
}
