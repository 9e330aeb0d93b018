import type { MapLibreEvent, MapMouseEvent } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import type { Frame } from '@/components/map/frame'
import { MapControls } from '@/components/map/MapControls'
import { pick } from '@/components/map/pick'
import { useBase } from '@/components/map/useBase'
import { useLand } from '@/components/map/useLand'
import { frameOf, useMap } from '@/components/map/useMap'
import { fitTrucks, type Insets, type Placed, showPlace } from '@/components/map/view'
import { useLatest } from '@/lib/hooks'
import type { Player } from '../reel/Player'
import { MOST_TAILS } from '../usePlayer'
import { PlaybackLayer } from './PlaybackLayer'

interface Props {
  player: Player | null
  followed: string | null
  frame: Frame | null
  insets: Insets
  /** A place to go to; the same one again is another object. */
  shown: { longitude: number; latitude: number } | null
  onFrame: (frame: Frame) => void
  onFollow: (truckId: string | null) => void
}

/** How close a truck is shown that the map begins to follow. */
const FOLLOW_ZOOM = 12
/** From farther away the map comes closer to it first. */
const FAR_ZOOM = 8

/** The map of a moment of the past. */
export default function PlaybackMap({ player, followed, frame, insets, shown, onFrame, onFollow }: Props) {
  const container = useRef<HTMLDivElement>(null)
  const map = useMap(container, frame)
  const [framed, setFramed] = useState(frame !== null)
  const shownClose = useRef(frame === null ? null : followed)
  useBase(map)
  const complete = useLand(map, framed)
  // Someone who moves the map looks at something else; the truck stays the chosen one.
  const [holds, setHolds] = useState(true)
  const asked = useRef({ player, followed, holds, insets })
  useEffect(() => {
    asked.current = { player, followed, holds, insets }
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a truck that is chosen anew is followed anew
  useEffect(() => setHolds(true), [followed])

  useEffect(() => {
    if (map === null || player === null) return
    const layer = new PlaybackLayer(map, () => ({
      player,
      followed: asked.current.followed,
      mostTails: MOST_TAILS,
    }))
    return () => layer.dispose()
  }, [map, player])

  useEffect(() => {
    if (map === null) return
    let last: [number, number] = [Number.NaN, Number.NaN]
    let run = requestAnimationFrame(function follow() {
      run = requestAnimationFrame(follow)
      const { player: now, followed: id, holds: on, insets: covered } = asked.current
      const place = now === null || id === null ? null : placeOf(now, id)
      if (place === null || !on || (place[0] === last[0] && place[1] === last[1])) return
      last = place
      const offset: [number, number] = [
        (covered.left - covered.right) / 2,
        (covered.top - covered.bottom) / 2,
      ]
      // Who chooses a truck from far away wants to see where it is; the zoom is theirs from then on.
      const near = shownClose.current === id || map.getZoom() >= FAR_ZOOM
      shownClose.current = id
      map.easeTo({ center: place, offset, animate: false, ...(near ? {} : { zoom: FOLLOW_ZOOM }) })
      setFramed(true)
    })
    const moved = ({ originalEvent }: MapLibreEvent) => originalEvent !== undefined && setHolds(false)
    map.on('dragstart', moved)
    return () => {
      cancelAnimationFrame(run)
      map.off('dragstart', moved)
    }
  }, [map])

  // The first view, as soon as it is known where anyone is.
  useEffect(() => {
    if (map === null || player === null || framed) return
    const look = setInterval(() => {
      if (asked.current.followed !== null && placeOf(player, asked.current.followed) !== null) return
      const done = fitTrucks(map, placesOf(player), asked.current.insets, false)
      if (done || player.now.trucks.length > 0 || player.now.trouble !== null) setFramed(true)
    }, 100)
    return () => clearInterval(look)
  }, [map, player, framed])

  const write = useLatest(() => {
    if (map !== null && framed) onFrame(frameOf(map))
  })
  const click = useLatest((event: MapMouseEvent) => {
    if (map === null) return
    const hit = pick(map, event.point)
    if (hit === null) return
    setHolds(true)
    onFollow(hit === 'nothing' ? null : hit)
  })
  useEffect(() => {
    if (map === null) return
    map.on('moveend', write)
    map.on('click', click)
    return () => {
      map.off('moveend', write)
      map.off('click', click)
    }
  }, [map, write, click])

  const goTo = useLatest((to: { longitude: number; latitude: number }) => {
    if (map === null) return
    if (followed === null) showPlace(map, [to.longitude, to.latitude], insets)
  })
  useEffect(() => {
    if (shown !== null) goTo(shown)
  }, [shown, goTo])

  return (
    <section
      aria-label="Map"
      aria-busy={!complete}
      className="absolute inset-0 overflow-hidden bg-[var(--water)]"
    >
      <div ref={container} className="absolute! inset-0" />
      {map !== null && player !== null && (
        <MapControls map={map} trucks={() => placesOf(player)} insets={insets} />
      )}
    </section>
  )
}

function placeOf({ windows, picture }: Player, id: string): [number, number] | null {
  const truck = windows?.placeOf(id) ?? null
  if (truck === null || !picture.motion[truck]) return null
  return [picture.longitude[truck] ?? 0, picture.latitude[truck] ?? 0]
}

function placesOf({ picture }: Player): Placed[] {
  const places: Placed[] = []
  picture.motion.forEach((motion, truck) => {
    if (motion === 0) return
    const longitude = picture.longitude[truck] ?? 0
    places.push({ fix: { longitude, latitude: picture.latitude[truck] ?? 0 } })
  })
  return places
}
