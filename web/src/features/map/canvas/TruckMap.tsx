import type { MapMouseEvent } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import type { Stop, Track } from '@/api/types'
import type { Frame } from '@/components/map/frame'
import { MapControls } from '@/components/map/MapControls'
import { pick } from '@/components/map/pick'
import { useBase } from '@/components/map/useBase'
import { useLand } from '@/components/map/useLand'
import { useMap } from '@/components/map/useMap'
import { type Insets, type Placed, showPlace } from '@/components/map/view'
import type { Day } from '@/lib/format/time'
import { useLatest } from '@/lib/hooks'
import type { Box } from '@/lib/live/messages'
import { type Look, nowhere } from '../day/look'
import type { Ring } from '../rings'
import type { Row } from '../rows'
import { TrackLayer } from '../track/TrackLayer'
import { TrackTip } from '../track/TrackTip'
import { nearestPoint } from '../track/track'
import { TruckLayer } from './TruckLayer'
import { useFrame } from './useFrame'
import { useView } from './useView'

interface Props {
  rows: readonly Row[]
  /** The server's clusters; null where the trucks are all among the rows. */
  rings: readonly Ring[] | null
  /** What is to be seen when all is shown. */
  extent: readonly Placed[]
  /** The server is told what is in view. */
  large: boolean
  selected: string | null
  day: Day | null
  /** The first snapshot is here, or will not come soon: the first frame can be chosen. */
  loaded: boolean
  /** The selected truck's track: undefined while it is being fetched. */
  track: Track | null | undefined
  frame: Frame | null
  insets: Insets
  onFrame: (frame: Frame) => void
  onView: (box: Box) => void
  onSelect: (id: string | null) => void
  /** The stops of the selected truck's day. */
  stops: readonly Stop[]
  /** The stop to go to; the same one again is another object. */
  shown: Stop | null
  /** What of the day is looked at, here or in the panel. */
  look: Look
  onLook: (look: Look) => void
}

export default function TruckMap(props: Props) {
  const { rows, rings, extent, large, selected, day, loaded, track, stops, shown, frame, insets, look } =
    props
  const { onFrame, onView, onSelect, onLook } = props
  const { point, stop } = look
  const container = useRef<HTMLDivElement>(null)
  const map = useMap(container, frame)
  const [layers, setLayers] = useState<{ trucks: TruckLayer; track: TrackLayer } | null>(null)

  useFrame(map, { rows, extent, selected, day, track, loaded, frame, insets, onFrame })
  useView(map, large, onView)
  useBase(map)
  const complete = useLand(map, loaded || frame !== null)

  useEffect(() => {
    if (map === null) return
    const made = { trucks: new TruckLayer(map), track: new TrackLayer(map) }
    setLayers(made)
    return () => {
      made.trucks.dispose()
      setLayers(null)
    }
  }, [map])

  useEffect(() => layers?.trucks.update(rows, selected, rings), [layers, rows, selected, rings])
  useEffect(() => layers?.track.show(track ?? null), [layers, track])
  useEffect(() => layers?.track.mark(point), [layers, point])
  useEffect(() => layers?.track.stops(stops, stop), [layers, stops, stop])

  const goTo = useLatest((to: Stop) => map && showPlace(map, [to.longitude, to.latitude], insets))
  useEffect(() => {
    if (shown !== null) goTo(shown)
  }, [shown, goTo])

  const click = useLatest((event: MapMouseEvent) => {
    if (map === null) return
    const hit = pick(map, event.point)
    if (hit === 'nothing') onSelect(null)
    else if (hit !== null) onSelect(hit)
  })
  const move = useLatest((event: MapMouseEvent) => {
    if (map === null) return
    const [first] = map.queryRenderedFeatures(event.point, {
      layers: ['trucks', 'clusters', 'selected', 'stops', 'track-touch'],
    })
    const layer = first?.layer.id
    map.getCanvas().style.cursor = layer === undefined || layer === 'track-touch' ? '' : 'pointer'
    const next: Look = {
      point:
        layer === 'track-touch' && track ? nearestPoint(track, event.lngLat.lng, event.lngLat.lat) : null,
      stop: layer === 'stops' ? String(first?.properties.stop) : null,
    }
    if (next.point?.at !== point?.at || next.stop !== stop) onLook(next)
  })
  const leave = useLatest(() => {
    if (point !== null || stop !== null) onLook(nowhere)
  })

  useEffect(() => {
    if (map === null) return
    map.on('click', click)
    map.on('mousemove', move)
    map.on('mouseout', leave)
    map.on('movestart', leave)
    return () => {
      map.off('click', click)
      map.off('mousemove', move)
      map.off('mouseout', leave)
      map.off('movestart', leave)
    }
  }, [map, click, move, leave])

  return (
    <section
      aria-label="Map"
      aria-busy={!complete}
      className="absolute inset-0 overflow-hidden bg-[var(--water)]"
    >
      <div ref={container} className="absolute! inset-0" />
      {point !== null && map !== null && <TrackTip map={map} point={point} />}
      {map !== null && <MapControls map={map} trucks={() => extent} insets={insets} />}
    </section>
  )
}
