import type { Map as MapLibre } from 'maplibre-gl'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import type { TrackPoint } from './track'

/** Time and speed at the point of the track that is looked at. */
export function TrackTip({ map, point }: { map: MapLibre; point: TrackPoint }) {
  const format = useFormat()
  const now = useNow()
  const { x, y } = map.project(point.position)
  return (
    <div
      style={{ left: x, top: y }}
      className="num -translate-x-1/2 pointer-events-none absolute z-20 mt-[-46px] whitespace-nowrap rounded-md bg-ink px-2.5 py-1.5 text-bg text-xs shadow-float"
    >
      {format.shortTime(point.at, now)}
      {point.speedKph !== null && <span className="opacity-75"> · {format.speedText(point.speedKph)}</span>}
    </div>
  )
}
