import { LngLatBounds, type Map as MapLibre } from 'maplibre-gl'
import type { Track } from '@/api/types'

/** How much of the map is covered on each side, in pixels. */
export interface Insets {
  top: number
  right: number
  bottom: number
  left: number
}

/** Something with a place on the map, or without one yet. */
export interface Placed {
  fix: { longitude: number; latitude: number } | null
}

/** How close a single truck is shown. */
const TRUCK_ZOOM = 12

/** How close the track of a truck that hardly moved is shown. */
const TRACK_ZOOM = 14

/** How close a stop is shown. */
const PLACE_ZOOM = 14

/** With less room than this between what covers the map, it is fitted as if nothing covered it. */
const LEAST_ROOM = 80
const EDGE = 16

/** However far it is to a track, nobody should wait for it. */
const FLIGHT_MS = 1200

/** Where the world is shown when there is nothing to fit. */
export const wholeWorld = { center: [10, 25] as [number, number], zoom: 1.2 }

/** Shows every truck with a fix; false when there is none. */
export function fitTrucks(
  map: MapLibre,
  trucks: Iterable<Placed>,
  padding: Insets,
  animate: boolean,
): boolean {
  const bounds = new LngLatBounds()
  for (const { fix } of trucks) if (fix !== null) bounds.extend([fix.longitude, fix.latitude])
  if (bounds.isEmpty()) return false
  map.fitBounds(bounds, { padding, maxZoom: TRUCK_ZOOM, animate })
  return true
}

/** Brings a truck into the part of the map that nothing covers, unless it is there already. */
export function reveal(map: MapLibre, at: [number, number], covered: Insets, animate: boolean) {
  const { clientWidth, clientHeight } = map.getContainer()
  if (isFree(map.project(at), covered, clientWidth, clientHeight)) return
  const target = { center: at, zoom: Math.max(map.getZoom(), 9), offset: middleOf(covered) }
  if (animate) map.flyTo({ ...target, speed: 1.8 })
  else map.easeTo({ ...target, animate: false })
}

/** Goes to a place someone asked for, close enough to see the streets around it. */
export function showPlace(map: MapLibre, at: [number, number], covered: Insets) {
  const { clientWidth: width, clientHeight: height } = map.getContainer()
  const offset = middleOf(withRoom(covered, width, height))
  // MapLibre itself jumps where motion is not wanted.
  map.flyTo({ center: at, zoom: Math.max(map.getZoom(), PLACE_ZOOM), offset, maxDuration: FLIGHT_MS })
}

/** Fits the map to a track, unless all of it is in the part of the map that nothing covers. */
export function revealTrack(map: MapLibre, track: Track, covered: Insets, animate: boolean) {
  const bounds = new LngLatBounds()
  for (const [longitude = 0, latitude = 0] of track.geometry?.coordinates ?? [])
    bounds.extend([longitude, latitude])
  if (bounds.isEmpty()) return
  const { clientWidth: width, clientHeight: height } = map.getContainer()
  const padding = withRoom(covered, width, height)
  const corners = [map.project(bounds.getNorthWest()), map.project(bounds.getSouthEast())]
  if (corners.every((corner) => isFree(corner, padding, width, height))) return
  map.fitBounds(bounds, { padding, maxZoom: TRACK_ZOOM, duration: FLIGHT_MS, animate })
}

/** The insets, or narrow ones in the direction in which they leave next to no room. */
export function withRoom(covered: Insets, width: number, height: number): Insets {
  const { top, right, bottom, left } = covered
  return {
    ...(width - left - right < LEAST_ROOM ? { left: EDGE, right: EDGE } : { left, right }),
    ...(height - top - bottom < LEAST_ROOM ? { top: EDGE, bottom: EDGE } : { top, bottom }),
  }
}

/** Whether a place on the canvas is in the part that nothing covers. */
export const isFree = ({ x, y }: { x: number; y: number }, covered: Insets, width: number, height: number) =>
  x >= covered.left && x <= width - covered.right && y >= covered.top && y <= height - covered.bottom

export function focusTruck(map: MapLibre, at: [number, number], covered: Insets) {
  map.easeTo({ center: at, zoom: TRUCK_ZOOM, offset: middleOf(covered), animate: false })
}

const middleOf = (covered: Insets): [number, number] => [
  (covered.left - covered.right) / 2,
  (covered.top - covered.bottom) / 2,
]
