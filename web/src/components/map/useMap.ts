import 'maplibre-gl/dist/maplibre-gl.css'
import { type ErrorEvent, Map as MapLibre, type RequestTransformFunction, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { bearer } from '@/api/session'
import { useTheme } from '@/lib/theme'
import type { Frame } from './frame'
import { drawRingsOnDemand, putIcons } from './icons'
import { useLayers } from './layers'
import { readPalette } from './palette'
import { STREETS } from './streets'
import { repaint, styleOf } from './style'
import { wholeWorld } from './view'

setWorkerUrl(workerUrl)

/** The tiles of the driven roads are asked for as everything else is: with the token of the moment. */
const withBearer: RequestTransformFunction = async (url) => {
  const token = url.startsWith(`${window.location.origin}/api/`) ? await bearer() : null
  return token === null ? { url } : { url, headers: { Authorization: `Bearer ${token}` } }
}

/** What others fail to send (a tile, a street map's pictures) leaves a hole; anything else is a fault of this page. */
function mapFailed(event: ErrorEvent) {
  const { error } = event
  const othersFault = 'sourceId' in event || 'url' in error || error.message.includes(STREETS)
  if (!othersFault) reportError(error)
}

export const frameOf = (map: MapLibre): Frame => {
  const { lat, lng } = map.getCenter()
  return { latitude: lat, longitude: lng, zoom: map.getZoom() }
}

/** The map, made when its place on the page is there; null until its style and icons are ready to be used. */
export function useMap(container: RefObject<HTMLDivElement | null>, frame: Frame | null) {
  const [ready, setReady] = useState<MapLibre | null>(null)
  const theme = useTheme((state) => state.theme)
  const [first] = useState(frame)
  const painted = useRef(theme)

  useEffect(() => {
    if (!container.current) return
    const map = new MapLibre({
      container: container.current,
      style: styleOf(readPalette(), useLayers.getState().shown),
      ...(first === null ? wholeWorld : { center: [first.longitude, first.latitude], zoom: first.zoom }),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxPitch: 0,
      maxZoom: 18,
      fadeDuration: 150,
      transformRequest: withBearer,
      locale: { 'Map.Title': 'Map of the trucks' },
    })
    map.touchZoomRotate.disableRotation()
    map.keyboard.disableRotation()
    drawRingsOnDemand(map, readPalette)
    map.on('error', mapFailed)
    map.once('load', () => {
      putIcons(map, readPalette())
      setReady(map)
    })
    return () => {
      setReady(null)
      map.remove()
    }
  }, [container, first])

  useEffect(() => {
    if (ready === null) return
    if (painted.current === theme) return
    painted.current = theme
    const palette = readPalette()
    putIcons(ready, palette)
    repaint(ready, palette)
  }, [ready, theme])

  return ready
}
