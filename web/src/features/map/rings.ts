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

/** Nearer to each other than this, in pixels of the map at a whole zoom, two rings cannot be read. */
const APART = 40

/** Rings that would cover each other are one, at the mean of their trucks: a city may lie across a line of the grid. */
export function readable(rings: readonly Ring[], zoom: number): Ring[] {
  const near = APART / (512 * 2 ** zoom)
  const kept: { x: number; y: number; ring: Ring }[] = []
  for (const ring of rings.toSorted((a, b) => b.count - a.count)) {
    const [x, y] = [ring.longitude / 360, mercator(ring.latitude)]
    const other = kept.find((one) => Math.hypot(one.x - x, one.y - y) < near)
    if (other === undefined) kept.push({ x, y, ring })
    else other.ring = both(other.ring, ring)
  }
  return kept.map(({ ring }) => ring)
}

function both(a: Ring, b: Ring): Ring {
  const count = a.count + b.count
  const mean = (key: 'longitude' | 'latitude') => (a[key] * a.count + b[key] * b.count) / count
  return {
    longitude: mean('longitude'),
    latitude: mean('latitude'),
    count,
    mix: a.mix.map((n, i) => n + (b.mix[i] ?? 0)),
    truck: null,
  }
}

function mercator(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180)
  return Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
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
