import type { Span } from '@/lib/day/pieces'
import { LONGEST_MS } from '../playbackUrl'

/** What is wrong with a span that was asked for, in words; null where nothing is. */
export function faultOf({ from, to }: Span, now: number): string | null {
  if (Number.isNaN(from) || Number.isNaN(to)) return 'Choose both times.'
  if (from >= to) return 'The end must come after the beginning.'
  if (from > now) return 'This has not happened yet.'
  if (to - from > LONGEST_MS) return 'At most 31 days can be played at once.'
  return null
}
