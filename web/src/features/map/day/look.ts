import type { Stop } from '@/api/types'
import type { TrackPoint } from '../track/track'

/** What of the day someone looks at, in the panel or on the map: the other one shows the same. */
export interface Look {
  point: TrackPoint | null
  /** The stop, named by its beginning. */
  stop: string | null
}

export const nowhere: Look = { point: null, stop: null }

/** The stop that lasts at an instant. */
export function stopAt(stops: readonly Stop[], at: number): Stop | null {
  return stops.find(({ from, to }) => Date.parse(from) <= at && (to === null || at < Date.parse(to))) ?? null
}
