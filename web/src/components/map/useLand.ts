import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { showLand } from './land'

/** Draws the land once the map shows its first frame, because the detail depends on it. True when there is something to see. */
export function useLand(map: MapLibre | null, framed: boolean): boolean {
  const [drawn, setDrawn] = useState<MapLibre | null>(null)
  useEffect(() => {
    if (map === null || !framed) return
    const closing = new AbortController()
    void showLand(map, closing.signal).then(() => {
      if (!closing.signal.aborted) map.once('render', () => setDrawn(map))
    })
    return () => closing.abort()
  }, [map, framed])
  return map !== null && drawn === map
}
