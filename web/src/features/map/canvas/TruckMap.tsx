import type { MapMouseEvent } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import type { Track } from '@/api/types'
import type { Day } from '@/lib/format/time'
import { useLatest } from '@/lib/hooks'
import type { Frame } from '../mapUrl'
import type { Row } from '../rows'
import { TrackLayer } from '../track/TrackLayer'
import { TrackTip } from '../track/TrackTip'
import { nearestPoint, type TrackPoint } from '../track/track'
import { MapControls } from './MapControls'
import { pick } from './pick'
import { TruckLayer } from './TruckLayer'
import { useFrame } from './useFrame'
import { useLand } from './useLand'
import { useMap } from './useMap'
import type { Insets } from './view'

interface Props {
  rows: readonly Row[]
  selected: string | null
  day: Day | null
  /** The first snapshot is here, or will not come soon: the first frame can be chosen. */
  loaded: boolean
  /** The selected truck's track: undefined while it is being fetched. */
  track: Track | null | undefined
  frame: Frame | null
  insets: Insets
  onFrame: (frame: Frame) => void
  onSelect: (id: string | null) => void
  /** The point of the track that is looked at, here or in the panel. */
  point: TrackPoint | null
  onPoint: (point: TrackPoint | null) => void
}

export default function TruckMap(props: Props) {
  const { rows, selected, day, loaded, track, frame, insets, point, onFrame, onSelect, onPoint } = props
  const container = useRef<HTMLDivElement>(null)
  const map = useMap(container, frame)
  const [layers, setLayers] = useState<{ trucks: TruckLayer; track: TrackLayer } | null>(null)

  useFrame(map, { rows, selected, day, track, loaded, frame, insets, onFrame })
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

  useEffect(() => layers?.trucks.update(rows, selected), [layers, rows, selected])
  useEffect(() => layers?.track.show(track ?? null), [layers, track])
  useEffect(() => layers?.track.mark(point), [layers, point])

  const click = useLatest(async (event: MapMouseEvent) => {
    if (map === null) return
    const hit = await pick(map, event.point)
    if (hit === 'nothing') onSelect(null)
    else if (hit !== null) onSelect(hit)
  })
  const move = useLatest((event: MapMouseEvent) => {
    if (map === null) return
    const layersHit = map.queryRenderedFeatures(event.point, {
      layers: ['trucks', 'clusters', 'selected', 'track-touch'],
    })
    const first = layersHit[0]?.layer.id
    map.getCanvas().style.cursor = first === undefined || first === 'track-touch' ? '' : 'pointer'
    const onTrack = first === 'track-touch' && track
    onPoint(onTrack ? nearestPoint(track, event.lngLat.lng, event.lngLat.lat) : null)
  })
  const leave = useLatest(() => onPoint(null))

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
      {map !== null && <MapControls map={map} rows={rows} insets={insets} />}
    </section>
  )
}
