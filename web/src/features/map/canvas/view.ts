import { LngLatBounds, type Map as MapLibre } from 'maplibre-gl'
import type { Row } from '../rows'

/** How much of the map is covered on each side, in pixels. */
export interface Insets {
  top: number
  right: number
  bottom: number
  left: number
}

/** How close a single truck is shown. */
const TRUCK_ZOOM = 12

/** Where the world is shown when there is nothing to fit. */
export const wholeWorld = { center: [10, 25] as [number, number], zoom: 1.2 }

/** Shows every truck with a fix; false when there is none. */
export function fitTrucks(map: MapLibre, rows: Iterable<Row>, padding: Insets, animate: boolean): boolean {
  const bounds = new LngLatBounds()
  for (const { fix } of rows) if (fix !== null) bounds.extend([fix.longitude, fix.latitude])
  if (bounds.isEmpty()) return false
  map.fitBounds(bounds, { padding, maxZoom: TRUCK_ZOOM, animate })
  return true
}

/** Brings a truck into the part of the map that nothing covers, unless it is there already. */
export function reveal(map: MapLibre, at: [number, number], covered: Insets, animate: boolean) {
  const { x, y } = map.project(at)
  const { clientWidth, clientHeight } = map.getContainer()
  const inside =
    x > covered.left &&
    x < clientWidth - covered.right &&
    y > covered.top &&
    y < clientHeight - covered.bottom
  if (inside) return
  const target = { center: at, zoom: Math.max(map.getZoom(), 9), offset: middleOf(covered) }
  if (animate) map.flyTo({ ...target, speed: 1.8 })
  else map.easeTo({ ...target, animate: false })
}

export function focusTruck(map: MapLibre, at: [number, number], covered: Insets) {
  map.easeTo({ center: at, zoom: TRUCK_ZOOM, offset: middleOf(covered), animate: false })
}

const middleOf = (covered: Insets): [number, number] => [
  (covered.left - covered.right) / 2,
  (covered.top - covered.bottom) / 2,
]
