import { instantOf } from '@/lib/format/time'

const HOUR = 3_600_000
const LONGEST_MS = 30 * 24 * HOUR
const SHORTEST_MS = 60_000

/** How long a link works; `until` is for a time that is chosen. */
export const lastings = ['1', '8', '24', '168', 'until'] as const
export type Lasting = (typeof lastings)[number]

export const lastingWords: Record<Lasting, string> = {
  '1': '1 hour',
  '8': '8 hours',
  '24': '24 hours',
  '168': '7 days',
  until: 'Until …',
}

/**
 * When the link ends, in epoch milliseconds, or what is wrong with the choice. `until` is what stands in the field, a
 * time where the organization lives.
 */
export function endOf(lasting: Lasting, until: string, now: number, timeZone: string): number | string {
  if (lasting !== 'until') return now + Number(lasting) * HOUR
  const wall = /^\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(until) ? Date.parse(`${until}:00Z`) : Number.NaN
  if (Number.isNaN(wall)) return 'Say until when the link shall work.'
  const end = instantOf(wall, timeZone)
  if (end < now + SHORTEST_MS) return 'This time has passed already.'
  if (end > now + LONGEST_MS) return 'A link works for 30 days at most.'
  return end
}
