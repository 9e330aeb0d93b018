import { LocateFixed } from 'lucide-react'
import { type GeoJSONSource, LngLatBounds, type MapLibreEvent } from 'maplibre-gl'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { SharedTruck } from '@/api/types'
import { useLayers } from '@/components/map/layers'
import { Scale } from '@/components/map/Scale'
import { useLand } from '@/components/map/useLand'
import { useMap } from '@/components/map/useMap'
import { useStreets } from '@/components/map/useStreets'
import { type Insets, isFree } from '@/components/map/view'
import { Button } from '@/components/ui/Button'
import { TruckLayer } from '@/features/map/canvas/TruckLayer'
import { useMedia } from '@/lib/hooks'
import { drawTrail, rowOf, SHARED } from './row'

/** How close the truck is shown at first; its trail may need more room. */
const AMONG_STREETS = 13
/** Without streets only coasts and borders tell where it is. */
const ON_LAND = 7

// Driven roads would tell where the whole fleet goes, and need a session.
useLayers.setState({ shown: { roads: false, streets: true, land: true } })

/** The truck and the way it came. The map follows it until someone moves the map. */
export default function SharedMap({ truck, insets }: { truck: SharedTruck; insets: Insets }) {
  const container = useRef<HTMLDivElement>(null)
  const map = useMap(container, null)
  const [framed, setFramed] = useState(false)
  const [follows, setFollows] = useState(true)
  const [layer, setLayer] = useState<TruckLayer | null>(null)
  const animate = !useMedia('(prefers-reduced-motion: reduce)')
  const complete = useLand(map, framed || truck.position === null)
  const { position, trail, streetStyleUrl } = truck
  const closest = streetStyleUrl === null ? ON_LAND : AMONG_STREETS
  const row = useMemo(() => rowOf(truck), [truck])

  useEffect(() => {
    if (map === null) return
    const made = new TruckLayer(map)
    setLayer(made)
    const moved = ({ originalEvent }: MapLibreEvent) => originalEvent !== undefined && setFollows(false)
    map.on('dragstart', moved)
    map.on('zoomstart', moved)
    return () => {
      map.off('dragstart', moved)
      map.off('zoomstart', moved)
      made.dispose()
      setLayer(null)
    }
  }, [map])

  useEffect(() => layer?.update([row], SHARED), [layer, row])
  useEffect(() => {
    void map?.getSource<GeoJSONSource>('track')?.setData(drawTrail(trail))
  }, [map, trail])

  // Without it the map still shows the truck on the land.
  useStreets(map, streetStyleUrl, 'top-right', () => {})

  useEffect(() => {
    if (map === null || position === null) return
    const here: [number, number] = [position.longitude, position.latitude]
    if (!framed) {
      const bounds = new LngLatBounds(here, here)
      for (const [longitude = 0, latitude = 0] of trail.flat()) bounds.extend([longitude, latitude])
      map.fitBounds(bounds, { padding: insets, maxZoom: closest, animate: false })
      setFramed(true)
      return
    }
    const { clientWidth, clientHeight } = map.getContainer()
    if (!follows || isFree(map.project(here), insets, clientWidth, clientHeight)) return
    map.easeTo({ center: here, offset: middleOf(insets), animate })
  }, [map, position, trail, insets, framed, follows, closest, animate])

  const backToTruck = () => {
    setFollows(true)
    if (map === null || position === null) return
    map.easeTo({
      center: [position.longitude, position.latitude],
      zoom: Math.max(map.getZoom(), closest - 2),
      offset: middleOf(insets),
      animate,
    })
  }

  return (
    <section
      aria-label="Map"
      aria-busy={!complete}
      className="absolute inset-0 overflow-hidden bg-[var(--water)]"
    >
      <div ref={container} className="absolute! inset-0" />
      {map !== null && <Scale map={map} className="top-[76px] left-4 wide:top-auto wide:bottom-4" />}
      {!follows && position !== null && (
        <Button
          size="lg"
          className="floating pop-in absolute top-[76px] left-1/2 z-10 -translate-x-1/2 rounded-full wide:top-4"
          onClick={backToTruck}
        >
          <LocateFixed className="text-accent" /> Follow the truck
        </Button>
      )}
    </section>
  )
}

const middleOf = (covered: Insets): [number, number] => [
  (covered.left - covered.right) / 2,
  (covered.top - covered.bottom) / 2,
]
