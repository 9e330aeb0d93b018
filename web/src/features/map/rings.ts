import type { Placed } from '@/components/map/view'
import { motions, type TruckState } from '@/lib/fleet/state'
import type { Box, FleetCounts, LiveCluster } from '@/lib/live/messages'
import type { Counts } from './rows'

/** A cluster of the server's as the map draws it. */
export interface Ring {
  longitude: number
  latitude: number
  count: number
  /** Trucks of each motion, in the order of `motions`. */
  mix: number[]
  /** Which truck it is, when it is one alone. */
  truck: string | null
}

/** The clusters with those of their trucks that are asked for; the selected truck, where it is alone, is drawn by itself. */
export function ringsOf(
  clusters: readonly LiveCluster[],
  show: TruckState | null,
  selected: string | null,
): Ring[] {
  const rings: Ring[] = []
  for (const cluster of clusters) {
    const { longitude, latitude, truck } = cluster
    const mix = motions.map((motion) => (show === null || show === motion ? cluster[motion] : 0))
    const count = mix.reduce((sum, n) => sum + n, 0)
    if (count > 0 && (truck === null || truck !== selected))
      rings.push({ longitude, latitude, count, mix, truck })
  }
  return rings
}

export const countsOf = ({ moving, idling, stopped, offline, noFix }: FleetCounts): Counts => ({
  moving,
  idling,
  stopped,
  offline,
  none: noFix,
})

/** What a map has to fit to show all of a box. */
export const corners = ([west, south, east, north]: Box): Placed[] => [
  { fix: { longitude: west, latitude: south } },
  { fix: { longitude: east, latitude: north } },
]
