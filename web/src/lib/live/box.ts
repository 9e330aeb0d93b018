import type { Box } from './messages'

/** The box with a share of its sides more on each side. */
export function grown([west, south, east, north]: Box, share: number): Box {
  const [wide, high] = [(east - west) * share, (north - south) * share]
  return [west - wide, south - high, east + wide, north + high]
}

/** Whether a box holds all of another one; both as a map has them, running on across the date line. */
export const contains = (outer: Box, inner: Box) =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]

/** The box on one Earth: across the date line its west lies east of its east. */
export function wrapped([west, south, east, north]: Box): Box {
  const [low, high] = [Math.max(south, -90), Math.min(north, 90)]
  if (east - west >= 360) return [-180, low, 180, high]
  const turn = (longitude: number) => ((((longitude + 180) % 360) + 360) % 360) - 180
  return [turn(west), low, turn(east), high]
}

/** Whether a place lies in a box on one Earth. */
export function holds(
  [west, south, east, north]: Box,
  { latitude, longitude }: { latitude: number; longitude: number },
): boolean {
  const between =
    west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east
  return between && latitude >= south && latitude <= north
}
