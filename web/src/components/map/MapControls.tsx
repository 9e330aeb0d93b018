import { Maximize, Minus, Plus } from 'lucide-react'
import type { Map as MapLibre } from 'maplibre-gl'
import { IconButton } from '@/components/ui/IconButton'
import { Scale } from './Scale'
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
      <Scale map={map} className="bottom-[62px] left-4 max-wide:hidden" />
    </>
  )
}
