import type { SharedTruck } from '@/api/types'
import type { Row } from '@/features/map/rows'
import { stateOf } from '@/lib/fleet/state'

/** The one truck of the page, in the form in which maps draw trucks. */
export const SHARED = 'shared'

export function rowOf({ truckNumber, motion, motionSince, position }: SharedTruck): Row {
  const at = position === null ? null : Date.parse(position.recordedAt)
  const since = motionSince === null ? null : Date.parse(motionSince)
  return {
    id: SHARED,
    number: truckNumber,
    facts: null,
    fix:
      position === null || at === null
        ? null
        : {
            ...position,
            id: SHARED,
            truckNumber,
            motion,
            motionSince,
            since,
            at,
            derived: false,
            ignition: null,
            source: 'share',
            sample: false,
          },
    state: stateOf(motion, at, null),
    since,
    lastFixAt: at,
  }
}

/** What the map draws of the way the truck came: its lines, and where the first one begins. */
export function drawTrail(trail: SharedTruck['trail']): GeoJSON.FeatureCollection {
  const lines = trail.filter((line) => line.length > 1)
  const start = lines[0]?.[0]
  if (start === undefined) return { type: 'FeatureCollection', features: [] }
  return {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        geometry: { type: 'MultiLineString', coordinates: lines },
        properties: { part: 'driven' },
      },
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: start },
        properties: { part: 'start' },
      },
    ],
  }
}
