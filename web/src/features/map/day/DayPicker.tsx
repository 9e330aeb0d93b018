import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Calendar } from '@/components/ui/Calendar'
import { IconButton } from '@/components/ui/IconButton'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/Popover'
import { type Day, shiftDay } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { isWriting, somethingOpen, useKeys } from '@/lib/keys'
import { serverNow } from '@/lib/live/clock'

interface Props {
  /** The day that is shown. */
  day: Day
  /** The day that was asked for; null follows the newest fix. */
  chosen: Day | null
  lastFixDay: Day
  today: Day
  onDay: (day: Day | null) => void
}

/** Chooses the day that is shown, a day being one where the organization lives. The arrow keys go to its neighbours. */
export function DayPicker({ day, chosen, lastFixDay, today, onDay }: Props) {
  const [open, setOpen] = useState(false)
  const format = useFormat()
  // A fix from a clock that runs ahead does not open tomorrow.
  const last = lastFixDay < today ? lastFixDay : today
  // The day of the newest fix goes on with the truck.
  const go = (to: Day) => onDay(to >= last ? null : to)
  useKeys((event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const target = event.target instanceof HTMLElement ? event.target : null
    if (step === undefined || event.metaKey || event.ctrlKey || event.altKey || somethingOpen()) return
    if (isWriting(target) || target?.closest('canvas') || (step > 0 && day >= last)) return
    event.preventDefault()
    go(shiftDay(day, step))
  })
  return (
    <>
      <div className="flex min-w-0 flex-1 divide-x divide-line-strong rounded-md border border-line-strong">
        <IconButton
          label="The day before"
          keys="←"
          size="sm"
          className="rounded-r-none border-0 px-1.5"
          onClick={() => go(shiftDay(day, -1))}
        >
          <ChevronLeft />
        </IconButton>
        <Popover open={open} onOpenChange={setOpen}>
          <PopoverTrigger asChild>
            <Button look="ghost" size="sm" className="num flex-1 rounded-none border-0 text-ink">
              <CalendarDays className="text-ink-3" />
              {format.dayName(day, serverNow())}
            </Button>
          </PopoverTrigger>
          <PopoverContent align="center" className="p-2.5" aria-label="Choose a day">
            <Calendar
              selected={day}
              last={last}
              today={today}
              onSelect={(picked) => {
                setOpen(false)
                go(picked)
              }}
            />
          </PopoverContent>
        </Popover>
        <IconButton
          label="The day after"
          keys="→"
          size="sm"
          className="rounded-l-none border-0 px-1.5"
          disabled={day >= last}
          onClick={() => go(shiftDay(day, 1))}
        >
          <ChevronRight />
        </IconButton>
      </div>
      {chosen !== null && day !== last && (
        <Button size="sm" onClick={() => onDay(null)}>
          {last === today ? 'Today' : 'Newest day'}
        </Button>
      )}
    </>
  )
}
