import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { cn } from '@/lib/cn'
import { scaleFor } from '@/lib/format/units'
import { useFormat } from '@/lib/format/useFormat'

const SCALE_PIXELS = 96

/** How long a round distance is on the map. */
export function Scale({ map, className }: { map: MapLibre; className: string }) {
  const { units } = useFormat()
  const [metersPerPixel, setMetersPerPixel] = useState(() => metersPerPixelOf(map))
  useEffect(() => {
    const measure = () => setMetersPerPixel(metersPerPixelOf(map))
    map.on('move', measure)
    return () => void map.off('move', measure)
  }, [map])
  const { label, pixels } = scaleFor(metersPerPixel, SCALE_PIXELS, units)
  return (
    <div aria-hidden className={cn('num pointer-events-none absolute z-10 text-2xs text-ink-2', className)}>
      <div className="pl-0.5 [text-shadow:0_0_3px_var(--land),0_0_3px_var(--land)]">{label}</div>
      <div style={{ width: pixels }} className="h-1.5 border border-ink-3 border-t-0" />
    </div>
  )
}

function metersPerPixelOf(map: MapLibre): number {
  const circumference = 40_075_016.686
  const latitude = (map.getCenter().lat * Math.PI) / 180
  return (circumference * Math.cos(latitude)) / (512 * 2 ** map.getZoom())
}
