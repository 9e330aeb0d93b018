import type { KeyboardEvent, ReactNode } from 'react'
import { Link } from 'react-router'
import { hours } from '@/lib/format/age'
import { useFormat } from '@/lib/format/useFormat'
import { serverNow } from '@/lib/live/clock'
import type { MonthDay } from './useMonth'

export interface DaysProps {
  truckId: string
  days: readonly MonthDay[]
  today: string
  loading: boolean
}

interface Props {
  truckId: string
  day: MonthDay
  className: string
  children: ReactNode
}

/** Opens the day on the map. */
export function DayLink({ truckId, day: { day, figures }, className, children }: Props) {
  const format = useFormat()
  const name = format.dayName(day, serverNow())
  const said =
    figures === null
      ? 'no fixes'
      : `${hours(figures.movingSeconds)} driving, ${format.distanceText(figures.distanceKm)}`
  return (
    <Link
      to={`/?truck=${truckId}&day=${day}`}
      data-day={day}
      aria-label={`${name}: ${said}`}
      className={className}
    >
      {children}
    </Link>
  )
}

/** The arrow keys go from day to day; up and down by as many days as a row has. */
export function walkDays(event: KeyboardEvent<HTMLElement>, row: number) {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row }[event.key]
  if (step === undefined || !(event.target instanceof HTMLElement)) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-day]')]
  const at = links.indexOf(event.target)
  if (at < 0) return
  event.preventDefault()
  links[at + step]?.focus()
}
