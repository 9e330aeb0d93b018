import { AttributionControl, type ControlPosition, type Map as MapLibre } from 'maplibre-gl'
import { useEffect } from 'react'
import { useLatest } from '@/lib/hooks'
import { addStreets, removeStreets } from './streets'

/** Draws a street map under the fleet, with whom it is owed to, while there is an address; says whether that failed. */
export function useStreets(
  map: MapLibre | null,
  url: string | null,
  credits: ControlPosition,
  onTried: (failed: boolean) => void,
) {
  const tried = useLatest(onTried)
  useEffect(() => {
    if (map === null || url === null) return
    const closing = new AbortController()
    const credit = new AttributionControl({ compact: true })
    map.addControl(credit, credits)
    addStreets(map, url, closing.signal).then(
      () => tried(false),
      () => closing.signal.aborted || tried(true),
    )
    return () => {
      closing.abort()
      // A map that is being closed has no style any more.
      if (!map.style) return
      map.removeControl(credit)
      removeStreets(map)
    }
  }, [map, url, credits, tried])
}
