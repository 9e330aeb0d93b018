import type { GeoJSONSource, Map as MapLibre, Point } from 'maplibre-gl'

/** A finger needs more room than a cursor's tip. */
const REACH = 6

/** The truck at a place on the screen; 'nothing' for bare map; null for a cluster, which is opened instead. */
export async function pick(map: MapLibre, { x, y }: Point): Promise<string | null> {
  const [hit] = map.queryRenderedFeatures(
    [
      [x - REACH, y - REACH],
      [x + REACH, y + REACH],
    ],
    { layers: ['selected', 'trucks', 'clusters'] },
  )
  if (!hit) return 'nothing'
  if (hit.layer.id !== 'clusters') return String(hit.properties.id)
  const source = map.getSource('trucks') as GeoJSONSource
  const zoom = await source.getClusterExpansionZoom(Number(hit.properties.cluster_id))
  if (hit.geometry.type === 'Point') {
    map.easeTo({ center: hit.geometry.coordinates as [number, number], zoom: zoom + 0.3 })
  }
  return null
}
