/** Positions in 1e-6 degrees, as the server sends them. */
export interface Spot {
  at: number
  longitude: number
  latitude: number
}

const LONGEST_GAP_MS = 2 * 60_000
const LONGEST_WAY_METERS = 3_000
/** 180 km/h: what is faster was no drive. */
const FASTEST_METERS_PER_SECOND = 50

/** Whether a truck may be drawn on the straight line between two of its fixes: the server's own rule, for fixes of two windows. */
export function isKnownWay(before: Spot, after: Spot): boolean {
  const gap = after.at - before.at
  const way = metersBetween(before, after)
  return (
    gap > 0 &&
    gap <= LONGEST_GAP_MS &&
    way <= LONGEST_WAY_METERS &&
    way <= (gap / 1000) * FASTEST_METERS_PER_SECOND
  )
}

const METERS_PER_UNIT = ((Math.PI / 180) * 6_371_000) / 1e6

const east = (a: Spot, b: Spot) =>
  (b.longitude - a.longitude) * Math.cos((((a.latitude + b.latitude) / 2e6) * Math.PI) / 180)

/** Good enough for a few kilometres. */
export const metersBetween = (a: Spot, b: Spot) =>
  Math.hypot(east(a, b), b.latitude - a.latitude) * METERS_PER_UNIT

/** 0 is north, 90 is east. */
export const bearing = (a: Spot, b: Spot) =>
  ((Math.atan2(east(a, b), b.latitude - a.latitude) * 180) / Math.PI + 360) % 360
