import { useQuery } from '@tanstack/react-query'
import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect } from 'react'
import { toast } from 'sonner'
import { mapQuery } from '@/api/queries'
import { useLayers } from './layers'
import { useStreets } from './useStreets'

/** After an import or a day's driving there are new roads, which nobody announces. */
const NEW_ROADS_MS = 60_000

/** What lies under the trucks: the land, a street map if there is one, the roads this fleet has driven. */
export function useBase(map: MapLibre | null) {
  const { roads, streets, land } = useLayers((state) => state.shown)
  const streetUrl = useQuery(mapQuery).data?.streetStyleUrl ?? null

  useEffect(() => {
    if (map !== null) for (const layer of ['land', 'coast']) show(map, layer, land)
  }, [map, land])

  useEffect(() => {
    if (map === null) return
    show(map, 'roads', roads)
    if (!roads) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') map.refreshTiles('roads')
    }, NEW_ROADS_MS)
    return () => clearInterval(timer)
  }, [map, roads])

  useStreets(map, streets ? streetUrl : null, 'bottom-right', (failed) => {
    useLayers.setState({ streetsFailed: failed })
    if (failed) toast('The street map could not be loaded. The map goes on without it.', { id: 'streets' })
  })
}

function show(map: MapLibre, layer: string, shown: boolean) {
  map.setLayoutProperty(layer, 'visibility', shown ? 'visible' : 'none')
}
