import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Calendar } from '@/components/ui/Calendar'
import { IconButton } from '@/components/ui/IconButton'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/Popover'
import { type Day, shiftDay } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { serverNow } from '@/lib/live/clock'

interface Props {
  /** Null: the last 24 hours that have data. */
  day: Day | null
  lastFixDay: Day
  today: Day
  onDay: (day: Day | null) => void
}

/** Chooses the day whose track is shown, a day being one where the organization lives. */
export function DayPicker({ day, lastFixDay, today, onDay }: Props) {
  const [open, setOpen] = useState(false)
  const format = useFormat()
  // A fix from a clock that runs ahead does not open tomorrow.
  const last = lastFixDay < today ? lastFixDay : today
  return (
    <div className="flex items-center gap-1.5">
      <div className="flex min-w-0 flex-1 divide-x divide-line-strong rounded-md border border-line-strong">
        <IconButton
          label="The day before"
          size="sm"
          className="rounded-r-none border-0 px-1.5"
          onClick={() => onDay(shiftDay(day ?? last, -1))}
        >
          <ChevronLeft />
        </IconButton>
        <Popover open={open} onOpenChange={setOpen}>
          <PopoverTrigger asChild>
            <Button look="ghost" size="sm" className="num flex-1 rounded-none border-0 text-ink">
              <CalendarDays className="text-ink-3" />
              {day === null ? 'Last 24 h' : format.dayName(day, serverNow())}
            </Button>
          </PopoverTrigger>
          <PopoverContent align="center" className="p-2.5" aria-label="Choose a day">
            <Calendar
              selected={day}
              last={last}
              today={today}
              onSelect={(chosen) => {
                setOpen(false)
                onDay(chosen)
              }}
            />
          </PopoverContent>
        </Popover>
        <IconButton
          label="The day after"
          size="sm"
          className="rounded-l-none border-0 px-1.5"
          disabled={day === null || day >= last}
          onClick={() => day !== null && onDay(shiftDay(day, 1))}
        >
          <ChevronRight />
        </IconButton>
      </div>
      {day !== null && (
        <Button size="sm" onClick={() => onDay(null)}>
          Last 24 h
        </Button>
      )}
    </div>
  )
}
