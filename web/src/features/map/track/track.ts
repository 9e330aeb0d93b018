import type { Feature, FeatureCollection, Position } from 'geojson'
import type { Track } from '@/api/types'
import type { LiveFix } from '@/lib/live/store'
import { meters } from '../canvas/glide'

/** Between two points further apart than this nobody knows where the truck drove: the line is dashed there. */
const GAP_MS = 30 * 60_000
const GAP_METERS = 2_000

export interface TrackPoint {
  at: number
  position: [number, number]
  speedKph: number | null
}

const positionAt = (coordinates: readonly number[][], index: number): [number, number] => {
  const [longitude = 0, latitude = 0] = coordinates[index] ?? []
  return [longitude, latitude]
}

/** The track with a new fix at its end; the same track when the fix is not newer than what it has. */
export function append(track: Track, fix: LiveFix): Track {
  const { geometry, properties } = track
  const last = properties.times.at(-1)
  if (geometry === null || last === undefined || fix.at <= last) return track
  return {
    ...track,
    geometry: { ...geometry, coordinates: [...geometry.coordinates, [fix.longitude, fix.latitude]] },
    properties: {
      ...properties,
      fixes: properties.fixes + 1,
      times: [...properties.times, fix.at],
      speedsKph: [...properties.speedsKph, fix.speedKph],
    },
  }
}

/** What the map draws of a track: driven parts, gaps, and where it starts and ends. */
export function drawTrack({ geometry, properties }: Track): FeatureCollection {
  const features: Feature[] = []
  if (geometry === null) return { type: 'FeatureCollection', features }
  const { coordinates } = geometry
  let part: Position[] = []
  const line = (kind: 'driven' | 'gap', positions: Position[]) => {
    if (positions.length < 2) return
    features.push({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: positions },
      properties: { part: kind },
    })
  }
  for (let i = 0; i < coordinates.length; i++) {
    const here = positionAt(coordinates, i)
    if (i > 0) {
      const before = positionAt(coordinates, i - 1)
      const silence = (properties.times[i] ?? 0) - (properties.times[i - 1] ?? 0)
      if (silence > GAP_MS && apart(before, here) > GAP_METERS) {
        line('driven', part)
        line('gap', [before, here])
        part = []
      }
    }
    part.push(here)
  }
  line('driven', part)
  const end = (kind: 'start' | 'end', index: number) =>
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: positionAt(coordinates, index) },
      properties: { part: kind },
    })
  end('start', 0)
  end('end', coordinates.length - 1)
  return { type: 'FeatureCollection', features }
}

/** The point of the track that is nearest to a place on the map. */
export function nearestPoint(
  { geometry, properties }: Track,
  longitude: number,
  latitude: number,
): TrackPoint | null {
  if (geometry === null) return null
  const narrow = Math.cos((latitude * Math.PI) / 180)
  let best = -1
  let bestDistance = Number.POSITIVE_INFINITY
  geometry.coordinates.forEach(([x = 0, y = 0], index) => {
    const distance = ((x - longitude) * narrow) ** 2 + (y - latitude) ** 2
    if (distance < bestDistance) {
      best = index
      bestDistance = distance
    }
  })
  return pointAt({ geometry, properties }, best)
}

export function pointAt(
  { geometry, properties }: Pick<Track, 'geometry' | 'properties'>,
  index: number,
): TrackPoint | null {
  const at = properties.times[index]
  if (geometry === null || at === undefined) return null
  return {
    at,
    position: positionAt(geometry.coordinates, index),
    speedKph: properties.speedsKph[index] ?? null,
  }
}

const apart = ([aLon, aLat]: [number, number], [bLon, bLat]: [number, number]) =>
  meters({ longitude: aLon, latitude: aLat }, { longitude: bLon, latitude: bLat })

/** The point of the track that is nearest in time, unless it is further away than `withinMs`. */
export function pointNear(track: Track, at: number, withinMs: number): TrackPoint | null {
  const point = pointAt(track, nearestIndex(track.properties.times, at))
  return point !== null && Math.abs(point.at - at) <= withinMs ? point : null
}

/** The index of the time nearest to `time`; the times are in order. */
function nearestIndex(times: readonly number[], time: number): number {
  let low = 0
  let high = times.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  const before = times[low - 1]
  return before !== undefined && time - before < (times[low] ?? 0) - time ? low - 1 : low
}
