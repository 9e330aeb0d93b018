import { Maximize, Minus, Plus } from 'lucide-react'
import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { IconButton } from '@/components/ui/IconButton'
import { scaleFor } from '@/lib/format/units'
import { useFormat } from '@/lib/format/useFormat'
import { fitTrucks, type Insets, type Placed } from './view'

const button = 'rounded-none border-0 text-ink-2 first:rounded-t-lg last:rounded-b-lg'

interface Props {
  map: MapLibre
  trucks: () => Iterable<Placed>
  insets: Insets
}

export function MapControls({ map, trucks, insets }: Props) {
  return (
    <>
      <div className="floating absolute top-4 left-4 z-10 flex flex-col divide-y divide-line max-wide:hidden">
        <IconButton label="Zoom in" side="right" className={button} onClick={() => map.zoomIn()}>
          <Plus />
        </IconButton>
        <IconButton label="Zoom out" side="right" className={button} onClick={() => map.zoomOut()}>
          <Minus />
        </IconButton>
        <IconButton
          label="Show all trucks"
          side="right"
          className={button}
          onClick={() => fitTrucks(map, trucks(), insets, true)}
        >
          <Maximize />
        </IconButton>
      </div>
      <Scale map={map} />
    </>
  )
}

const SCALE_PIXELS = 96

function Scale({ map }: { map: MapLibre }) {
  const { units } = useFormat()
  const [metersPerPixel, setMetersPerPixel] = useState(() => metersPerPixelOf(map))
  useEffect(() => {
    const measure = () => setMetersPerPixel(metersPerPixelOf(map))
    map.on('move', measure)
    return () => void map.off('move', measure)
  }, [map])
  const { label, pixels } = scaleFor(metersPerPixel, SCALE_PIXELS, units)
  return (
    <div
      aria-hidden
      className="num pointer-events-none absolute bottom-[62px] left-4 z-10 text-2xs text-ink-2 max-wide:hidden"
    >
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
