import type { Span } from './pieces'

const text = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z')

/** Where a truck's day (or any span of its past) is played, with the map following the truck. */
export const playbackPath = (truckId: string, { from, to }: Span) =>
  `/playback?from=${text(from)}&to=${text(to)}&trucks=${truckId}&follow=${truckId}`
