import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Calendar } from '@/components/ui/Calendar'
import { IconButton } from '@/components/ui/IconButton'
import { Input } from '@/components/ui/Input'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/Popover'
import { type Span, spanOf } from '@/lib/day/pieces'
import { type Day, dayOf, instantOf, shiftDay } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { serverNow } from '@/lib/live/clock'
import { faultOf } from './span'

interface Props {
  /** As it was asked for: of today it may lie partly ahead. */
  span: Span
  onSpan: (span: Span) => void
}

/** Chooses the day that is played, or any other span. */
export function SpanPicker({ span, onSpan }: Props) {
  const format = useFormat()
  const { timeZone } = format
  const [open, setOpen] = useState(false)
  const today = format.day(serverNow())
  const day = wholeDay(span, timeZone)
  const first = day ?? dayOf(span.from, timeZone)
  const go = (to: Day) => onSpan(spanOf(to, timeZone))
  return (
    <div className="flex min-w-0 flex-[1.4] divide-x divide-line-strong rounded-md border border-line-strong">
      <IconButton
        label="The day before"
        size="sm"
        className="rounded-r-none border-0 px-1.5"
        onClick={() => go(shiftDay(first, -1))}
      >
        <ChevronLeft />
      </IconButton>
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button look="ghost" size="sm" className="num min-w-0 flex-1 rounded-none border-0 text-ink">
            <CalendarDays className="text-ink-3" />
            <span className="truncate">
              {day === null
                ? format.timeSpan(span.from, span.to, serverNow())
                : format.dayName(day, serverNow())}
            </span>
          </Button>
        </PopoverTrigger>
        <PopoverContent align="center" aria-label="Choose a day or a span" className="p-2.5">
          <Calendar
            selected={first > today ? null : first}
            last={today}
            today={today}
            onSelect={(picked) => {
              setOpen(false)
              go(picked)
            }}
          />
          <Between
            span={span}
            onSpan={(chosen) => {
              setOpen(false)
              onSpan(chosen)
            }}
          />
        </PopoverContent>
      </Popover>
      <IconButton
        label="The day after"
        size="sm"
        className="rounded-l-none border-0 px-1.5"
        disabled={first >= today}
        onClick={() => go(shiftDay(first, 1))}
      >
        <ChevronRight />
      </IconButton>
    </div>
  )
}

/** Any span, by the clock of the organization's zone. */
function Between({ span, onSpan }: Props) {
  const { timeZone } = useFormat()
  const [from, setFrom] = useState(() => wall(span.from, timeZone))
  const [to, setTo] = useState(() => wall(span.to, timeZone))
  const [fault, setFault] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const chosen = { from: instant(from, timeZone), to: instant(to, timeZone) }
    const wrong = faultOf(chosen, serverNow())
    setFault(wrong)
    if (wrong === null) onSpan(chosen)
  }
  const id = useId()
  const field = (name: string, value: string, change: (value: string) => void) => (
    <div className="grid grid-cols-[40px_1fr] items-center text-ink-2 text-sm">
      <label htmlFor={`${id} ${name}`}>{name}</label>
      <Input
        id={`${id} ${name}`}
        type="datetime-local"
        value={value}
        aria-invalid={fault !== null || undefined}
        onChange={(event) => change(event.target.value)}
        className="num h-8 text-sm"
      />
    </div>
  )
  return (
    <form onSubmit={submit} className="mt-2 grid gap-1.5 border-line border-t pt-2.5">
      {field('From', from, setFrom)}
      {field('To', to, setTo)}
      {fault !== null && (
        <p role="alert" className="text-alert text-sm">
          {fault}
        </p>
      )}
      <Button type="submit" size="sm" className="justify-self-end">
        Play this span
      </Button>
    </form>
  )
}

/** The day that a span is, if it is exactly one. */
function wholeDay({ from, to }: Span, timeZone: string): Day | null {
  const day = dayOf(from, timeZone)
  const whole = spanOf(day, timeZone)
  return whole.from === from && whole.to === to ? day : null
}

/** What the clocks of the zone show, as a field of the page writes it. */
function wall(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  })
  return `${dayOf(at, timeZone)}T${parts.format(at)}`
}

function instant(text: string, timeZone: string): number {
  const shown = Date.parse(`${text}Z`)
  return Number.isNaN(shown) ? Number.NaN : instantOf(shown, timeZone)
}
