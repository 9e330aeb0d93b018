import { type ComponentProps, useMemo } from 'react'
import { DayPicker } from 'react-day-picker'
import type { Day } from '@/lib/format/time'

interface Props {
  selected: Day | null
  onSelect: (day: Day) => void
  /** The last day that can be chosen; its month is shown first when no day is chosen. */
  last: Day
  /** Today where the organization lives. */
  today: Day
}

/** Days without a clock: the picker's dates stand at noon, so that no change of the clocks moves them. */
const toDate = (day: Day) => new Date(`${day}T12:00:00`)
const toDay = (date: Date): Day =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-')

export function Calendar({ selected, onSelect, last, today }: Props) {
  const bounds = useMemo<Pick<ComponentProps<typeof DayPicker>, 'disabled' | 'endMonth'>>(
    () => ({ disabled: { after: toDate(last) }, endMonth: toDate(last) }),
    [last],
  )
  return (
    <DayPicker
      mode="single"
      required
      weekStartsOn={1}
      autoFocus
      selected={selected === null ? undefined : toDate(selected)}
      defaultMonth={toDate(selected ?? last)}
      today={toDate(today)}
      onSelect={(date) => onSelect(toDay(date))}
      {...bounds}
    />
  )
}
