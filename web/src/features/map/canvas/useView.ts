import type { Map as MapLibre } from 'maplibre-gl'
import { useEffect } from 'react'
import { useLatest } from '@/lib/hooks'
import { contains, grown, wrapped } from '@/lib/live/box'
import type { Box } from '@/lib/live/messages'
import { useLive } from '@/lib/live/store'
import { lookAt } from '@/lib/live/wish'

/** So much of the view is asked for around it, for the map to be moved a little without a question. */
const MARGIN = 0.15

const EVERY_MS = 250

const isTold = () => useLive.getState().large?.clusters === null

/** Has the trucks of a large fleet told that are in view, as the map moves. */
export function useView(map: MapLibre | null, large: boolean, onView: (box: Box) => void) {
  const say = useLatest(onView)
  useEffect(() => {
    if (map === null || !large) return
    let asked: { box: Box; zoom: number } | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      timer = undefined
      const view = boxOf(map)
      const zoom = Math.floor(map.getZoom())
      // Trucks that are told are told at any zoom; clusters are of one.
      if (asked !== null && contains(asked.box, view) && (isTold() || asked.zoom === zoom)) return
      asked = { box: grown(view, MARGIN), zoom }
      lookAt({ box: wrapped(asked.box), zoom })
    }
    const moving = () => {
      timer ??= setTimeout(look, EVERY_MS)
    }
    const moved = () => {
      look()
      say(wrapped(boxOf(map)))
    }
    moved()
    map.on('move', moving)
    map.on('moveend', moved)
    const stop = useLive.subscribe(({ large: now }, { large: before }) => {
      if ((now?.clusters === null) !== (before?.clusters === null)) look()
    })
    return () => {
      stop()
      clearTimeout(timer)
      map.off('move', moving)
      map.off('moveend', moved)
      lookAt(null)
    }
  }, [map, large, say])
}

function boxOf(map: MapLibre): Box {
  const bounds = map.getBounds()
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
}
