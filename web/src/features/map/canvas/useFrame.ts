import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { useLatest, useMedia } from '@/lib/hooks'
import type { Frame } from '../mapUrl'
import type { Row } from '../rows'
import { frameOf } from './useMap'
import { fitTrucks, focusTruck, type Insets, reveal } from './view'

interface Options {
  rows: readonly Row[]
  selected: string | null
  loaded: boolean
  frame: Frame | null
  insets: Insets
  onFrame: (frame: Frame) => void
}

/** What part of the world the map shows: from the address first, then all trucks; a truck that is chosen is brought into view. */
export function useFrame(map: MapLibre | null, { rows, selected, loaded, frame, insets, onFrame }: Options) {
  const animate = !useMedia('(prefers-reduced-motion: reduce)')
  const written = useRef<Frame | null>(frame)
  const framed = useRef(frame !== null)
  const revealed = useRef<string | null>(frame === null ? null : selected)
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

  // The first view, as soon as the first trucks are known.
  const begin = useLatest(() => {
    if (map === null) return
    const place = placeOf(selected)
    framed.current = place !== null || rows.some((row) => row.fix !== null)
    if (place !== null) focusTruck(map, place, insets)
    else fitTrucks(map, rows, insets, false)
    revealed.current = selected
  })
  const hasFixes = rows.some((row) => row.fix !== null)
  useEffect(() => {
    if (map !== null && loaded && hasFixes && !framed.current) begin()
  }, [map, loaded, hasFixes, begin])

  // The back button, or a link within the page.
  useEffect(() => {
    if (map === null || frame === null || same(frame, written.current)) return
    framed.current = true
    written.current = frame
    map.jumpTo({ center: [frame.longitude, frame.latitude], zoom: frame.zoom })
  }, [map, frame])

  const show = useLatest(() => {
    const place = placeOf(selected)
    if (map === null || place === null || revealed.current === selected) return
    revealed.current = selected
    reveal(map, place, insets, animate)
  })
  const selectedHasFix = placeOf(selected) !== null
  useEffect(() => {
    if (selected === null) revealed.current = null
    else if (selectedHasFix && framed.current) show()
  }, [selected, selectedHasFix, show])
}

const same = (a: Frame, b: Frame | null) =>
  b !== null &&
  Math.abs(a.latitude - b.latitude) < 1e-4 &&
  Math.abs(a.longitude - b.longitude) < 1e-4 &&
  Math.abs(a.zoom - b.zoom) < 0.02
