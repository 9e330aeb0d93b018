import type { Map as MapLibre, Point } from 'maplibre-gl'
import type { Cluster } from './clusters'

/** A finger needs more room than a cursor's tip. */
const REACH = 6

/** What a cluster's trucks are shown with around them. */
const ROOM = 90

/** So many zooms closer a cluster of the server's falls into some sixteen. */
const CLOSER = 2

/** The truck at a place on the screen; 'nothing' for bare map; null for a cluster, which is opened instead, and for a stop. */
export function pick(map: MapLibre, { x, y }: Point): string | null {
  const [hit] = map.queryRenderedFeatures(
    [
      [x - REACH, y - REACH],
      [x + REACH, y + REACH],
    ],
    { layers: ['selected', 'trucks', 'clusters', 'stops'] },
  )
  if (!hit) return 'nothing'
  if (hit.layer.id === 'stops') return null
  if (hit.properties.id !== undefined) return String(hit.properties.id)
  const bounds = hit.properties.bounds as Cluster['bounds'] | undefined
  if (bounds !== undefined) openCluster(map, bounds)
  else if (hit.geometry.type === 'Point') approach(map, hit.geometry.coordinates as [number, number])
  return null
}

/** Shows all trucks of a cluster, in any case from closer than now. */
function openCluster(map: MapLibre, bounds: Cluster['bounds']) {
  const camera = map.cameraForBounds(bounds, { padding: ROOM })
  if (camera === undefined) return
  const zoom = Math.min(Math.max(camera.zoom ?? 0, map.getZoom() + 1), map.getMaxZoom())
  map.easeTo({ ...camera, zoom })
}

/** Where the server has counted, it is not known how far its trucks are apart. */
function approach(map: MapLibre, center: [number, number]) {
  map.easeTo({ center, zoom: Math.min(map.getZoom() + CLOSER, map.getMaxZoom()) })
}
