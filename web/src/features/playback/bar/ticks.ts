import type { Span } from '@/lib/day/pieces'
import { dayOf, hourOf, shiftDay } from '@/lib/format/time'

export interface Tick {
  at: number
  /** A midnight is written as its date. */
  midnight: boolean
}

const HOUR = 3_600_000
const hourSteps = [1, 3, 6, 12] as const
const daySteps = [1, 2, 3, 7] as const
export const MOST = 9

/** Where hours and days are written below a span: as many as can be read, where the clocks of the zone show them. */
export function ticksOf({ from, to }: Span, timeZone: string, most = MOST): Tick[] {
  const length = to - from
  const hours = hourSteps.find((step) => length / (step * HOUR) <= most)
  const days = daySteps.find((step) => length / (step * 24 * HOUR) <= most) ?? 7
  const ticks: Tick[] = []
  const last = dayOf(to, timeZone)
  for (let day = dayOf(from, timeZone); day <= last; day = shiftDay(day, hours === undefined ? days : 1))
    for (let hour = 0; hour < 24; hour += hours ?? 24)
      ticks.push({ at: hourOf(day, hour, timeZone), midnight: hour === 0 })
  return ticks.filter(({ at }) => at >= from && at <= to)
}

/** How far an arrow key goes, and with Shift. */
export function strides({ from, to }: Span): { short: number; long: number } {
  const minute = 60_000
  return to - from <= 2 * 24 * HOUR
    ? { short: minute, long: 10 * minute }
    : { short: 10 * minute, long: 120 * minute }
}
