import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import fineUrl from 'world-atlas/land-10m.json?url'
import coarseUrl from 'world-atlas/land-50m.json?url'
import { flatten } from './outlines'

type World = Topology<{ land: GeometryCollection }>

/** From this zoom on the coarse outlines (1 : 50 million) would look like it, and the fine ones (1 : 10 million) are fetched. */
const FINE_FROM_ZOOM = 6

const fetched = new Map<string, Promise<FeatureCollection>>()

/**
 * Draws the land (Natural Earth) under the trucks, with more detail as soon as someone looks closer: a map that begins
 * close has the fine outlines from the start. Resolves with the first outlines.
 */
export async function showLand(map: MapLibre, closed: AbortSignal) {
  const close = () => map.getZoom() >= FINE_FROM_ZOOM
  const begunFine = close() && (await draw(map, fineUrl, closed))
  if (!begunFine) await draw(map, coarseUrl, closed)
  if (closed.aborted) return
  map.setPaintProperty('land', 'fill-opacity', 1)
  if (begunFine) return
  const refine = () => {
    if (!close()) return
    map.off('moveend', refine)
    void draw(map, fineUrl, closed)
  }
  map.on('moveend', refine)
  refine()
}

/** Whether there were outlines to draw. Without them the map still shows the trucks, so a failure is no reason to stop. */
async function draw(map: MapLibre, url: string, closed: AbortSignal): Promise<boolean> {
  const land = await load(url).catch(() => null)
  if (land === null || closed.aborted) return false
  await map.getSource<GeoJSONSource>('land')?.setData(land)
  return true
}

/** Each file once, however often the map is opened. */
function load(url: string): Promise<FeatureCollection> {
  const known = fetched.get(url)
  if (known) return known
  const loading = fetchLand(url).catch((error: unknown) => {
    fetched.delete(url)
    throw error
  })
  fetched.set(url, loading)
  return loading
}

async function fetchLand(url: string): Promise<FeatureCollection> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`Land outlines: ${response.status}`)
  const world = (await response.json()) as World
  const { features } = feature(world, world.objects.land)
  return flatten(features.map(({ geometry }) => geometry as Polygon | MultiPolygon))
}
