import type { Stop } from '@/api/types'
import { type Piece, pieceAt, type Span } from '@/lib/day/pieces'
import type { TrackPoint } from '../track/track'

/** What of the day someone looks at, in the panel or on the map: the other one shows the same. */
export interface Look {
  point: TrackPoint | null
  /** The stop, named by its beginning. */
  stop: string | null
}

export const nowhere: Look = { point: null, stop: null }

/** How a stop ended: at a known time, not yet, or nobody knows, because the truck has been silent since `heard`. */
export type StopEnd = { at: number } | 'lasts' | { heard: number | null }

export function endOf(stop: Stop, pieces: readonly Piece[], span: Span): StopEnd {
  if (stop.to !== null) return { at: Date.parse(stop.to) }
  const last = pieces.at(-1)
  if (last?.doing !== 'noSignal') return 'lasts'
  // A silence that came over from the day before says nothing of when it began.
  return { heard: last.from > Math.max(Date.parse(stop.from), span.from) ? last.from : null }
}

/** The stop at an instant, as far as anybody knows. */
export function stopAt(stops: readonly Stop[], pieces: readonly Piece[], at: number): Stop | null {
  if (pieceAt(pieces, at)?.doing === 'noSignal') return null
  return stops.find(({ from, to }) => Date.parse(from) <= at && (to === null || at < Date.parse(to))) ?? null
}
