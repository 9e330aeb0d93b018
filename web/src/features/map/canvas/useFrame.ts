import type { Map as MapLibre, MapLibreEvent } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { Track } from '@/api/types'
import type { Frame } from '@/components/map/frame'
import { frameOf } from '@/components/map/useMap'
import { fitTrucks, focusTruck, type Insets, type Placed, reveal, revealTrack } from '@/components/map/view'
import type { Day } from '@/lib/format/time'
import { useLatest, useMedia } from '@/lib/hooks'
import type { Row } from '../rows'

interface Options {
  rows: readonly Row[]
  /** What the first view shows. */
  extent: readonly Placed[]
  selected: string | null
  day: Day | null
  /** The selected truck's track of that day: undefined while it is being fetched. */
  track: Track | null | undefined
  loaded: boolean
  frame: Frame | null
  insets: Insets
  onFrame: (frame: Frame) => void
}

/** What part of the world the map shows: from the address first, then all trucks; a truck or a day that is chosen is brought into view. */
export function useFrame(
  map: MapLibre | null,
  { rows, extent, selected, day, track, loaded, frame, insets, onFrame }: Options,
) {
  const animate = !useMedia('(prefers-reduced-motion: reduce)')
  const written = useRef<Frame | null>(frame)
  const framed = useRef(frame !== null)
  const choice = selected === null ? null : `${selected} ${day ?? ''}`
  // The choice that needs nothing more: it was brought into view, or someone has moved the map since it was made.
  const settled = useRef<string | null>(frame === null ? null : choice)
  const placeOf = (id: string | null): [number, number] | null => {
    const fix = rows.find((row) => row.id === id)?.fix
    return fix ? [fix.longitude, fix.latitude] : null
  }

  const write = useLatest(() => {
    if (map === null || !framed.current) return
    written.current = frameOf(map)
    onFrame(written.current)
  })
  useEffect(() => {
    if (map === null) return
    map.on('moveend', write)
    return () => void map.off('moveend', write)
  }, [map, write])

  const settle = useLatest(() => {
    settled.current = choice
  })
  useEffect(() => {
    if (map === null) return
    const moved = ({ originalEvent }: MapLibreEvent) => originalEvent !== undefined && settle()
    map.on('movestart', moved)
    return () => void map.off('movestart', moved)
  }, [map, settle])

  // The first view, as soon as the first trucks are known.
  const hasPlaces = extent.some(({ fix }) => fix !== null)
  const begin = useLatest(() => {
    if (map === null) return
    const place = placeOf(selected)
    framed.current = place !== null || hasPlaces
    if (place !== null) focusTruck(map, place, insets)
    else fitTrucks(map, extent, insets, false)
  })
  useEffect(() => {
    if (map !== null && loaded && hasPlaces && !framed.current) begin()
  }, [map, loaded, hasPlaces, begin])

  // The back button, or a link within the page.
  useEffect(() => {
    if (map === null || frame === null || same(frame, written.current)) return
    framed.current = true
    written.current = frame
    settle()
    map.jumpTo({ center: [frame.longitude, frame.latitude], zoom: frame.zoom })
  }, [map, frame, settle])

  const show = useLatest(() => {
    if (map === null || !framed.current || settled.current === choice) return
    const place = placeOf(selected)
    if (track === undefined || (!track?.geometry && place === null)) return
    settled.current = choice
    if (track?.geometry) revealTrack(map, track, insets, animate)
    else if (place !== null && day === null) reveal(map, place, insets, animate)
  })
  const waiting = track === undefined
  const selectedHasFix = placeOf(selected) !== null
  useEffect(() => {
    if (choice === null) settled.current = null
    else if (!waiting && selectedHasFix && map !== null && loaded) show()
  }, [choice, waiting, selectedHasFix, map, loaded, show])
}

const same = (a: Frame, b: Frame | null) =>
  b !== null &&
  Math.abs(a.latitude - b.latitude) < 1e-4 &&
  Math.abs(a.longitude - b.longitude) < 1e-4 &&
  Math.abs(a.zoom - b.zoom) < 0.02
