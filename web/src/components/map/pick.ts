import type { Map as MapLibre, Point } from 'maplibre-gl'
import type { Cluster } from './clusters'

/** A finger needs more room than a cursor's tip. */
const REACH = 6

/** What a cluster's trucks are shown with around them. */
const ROOM = 90

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
  if (hit.layer.id !== 'clusters') return String(hit.properties.id)
  openCluster(map, hit.properties.bounds as Cluster['bounds'])
  return null
}

/** Shows all trucks of a cluster, in any case from closer than now. */
function openCluster(map: MapLibre, bounds: Cluster['bounds']) {
  const camera = map.cameraForBounds(bounds, { padding: ROOM })
  if (camera === undefined) return
  const zoom = Math.min(Math.max(camera.zoom ?? 0, map.getZoom() + 1), map.getMaxZoom())
  map.easeTo({ ...camera, zoom })
}
