import type { Map as MapLibre } from 'maplibre-gl'
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Track } from '@/api/types'
import { isFree, withRoom } from '@/components/map/view'
import type { Row } from '../rows'
import { useFrame } from './useFrame'

vi.mock('@/components/map/useMap', () => ({ frameOf: () => ({ latitude: 0, longitude: 0, zoom: 8 }) }))
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
vi.stubGlobal('matchMedia', () => ({
  matches: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}))

const insets = { top: 10, right: 10, bottom: 10, left: 10 }
const rows = [{ id: 'a', fix: { longitude: 5, latitude: 5 } } as Row]
const track = (longitude: number) =>
  ({
    geometry: {
      type: 'LineString',
      coordinates: [
        [longitude, 50],
        [longitude + 1, 51],
      ],
    },
  }) as Track

/** A map of 1000 × 1000 pixels on which a degree is ten pixels. */
function fakeMap() {
  const listeners = new Map<string, (event: object) => void>()
  return {
    on: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
    off: (type: string) => listeners.delete(type),
    tell: (type: string, event: object) => listeners.get(type)?.(event),
    project: (at: { lng: number; lat: number } | [number, number]) =>
      Array.isArray(at) ? { x: at[0] * 10, y: at[1] * 10 } : { x: at.lng * 10, y: at.lat * 10 },
    getContainer: () => ({ clientWidth: 1000, clientHeight: 1000 }),
    getZoom: () => 8,
    fitBounds: vi.fn(),
    flyTo: vi.fn(),
    easeTo: vi.fn(),
    jumpTo: vi.fn(),
  }
}

let map: ReturnType<typeof fakeMap>
let show: (change: Partial<Parameters<typeof useFrame>[1]>) => void

beforeEach(() => {
  map = fakeMap()
  const root = createRoot(document.createElement('div'))
  const now = {
    selected: null,
    day: null,
    track: null,
    loaded: true,
    frame: null,
    insets,
    rows,
    extent: rows,
  }
  let options: Parameters<typeof useFrame>[1] = { ...now, onFrame: () => undefined }
  function Probe() {
    useFrame(map as unknown as MapLibre, options)
    return null
  }
  show = (change) => {
    options = { ...options, ...change }
    act(() => root.render(createElement(Probe)))
  }
})

/** The map as it is with nothing chosen, after its first view. */
function begin() {
  show({})
  map.fitBounds.mockClear()
}

test('a truck that is chosen is shown with its whole track, once', () => {
  begin()
  show({ selected: 'a', track: undefined })
  expect(map.fitBounds).not.toHaveBeenCalled()
  show({ track: track(200) })
  expect(map.fitBounds).toHaveBeenCalledOnce()
  show({ track: track(300) })
  expect(map.fitBounds).toHaveBeenCalledOnce()
})

test('another day is another track', () => {
  begin()
  show({ selected: 'a', track: track(200) })
  show({ day: '2026-11-20', track: undefined })
  show({ track: track(300) })
  expect(map.fitBounds).toHaveBeenCalledTimes(2)
})

test('a track that can be seen moves nothing', () => {
  begin()
  show({ selected: 'a', track: track(50) })
  expect(map.fitBounds).not.toHaveBeenCalled()
})

test('who has moved the map meanwhile is left alone', () => {
  begin()
  show({ selected: 'a', track: undefined })
  map.tell('movestart', { originalEvent: {} })
  show({ track: track(200) })
  expect(map.fitBounds).not.toHaveBeenCalled()
})

test('an address with a frame keeps it, until another day is chosen', () => {
  const frame = { latitude: 1, longitude: 1, zoom: 8 }
  show({ selected: 'a', frame, track: track(200) })
  expect(map.fitBounds).not.toHaveBeenCalled()
  show({ day: '2026-11-20', track: track(300) })
  expect(map.fitBounds).toHaveBeenCalledOnce()
})

test('a truck without a line is shown where it is', () => {
  begin()
  show({ selected: 'a', rows: [{ id: 'a', fix: { longitude: 500, latitude: 5 } } as Row] })
  expect(map.flyTo).toHaveBeenCalledOnce()
})

test('insets that leave no room do not count', () => {
  const covered = { top: 10, right: 448, bottom: 20, left: 72 }
  expect(withRoom(covered, 1000, 800)).toEqual(covered)
  expect(withRoom(covered, 424, 800)).toEqual({ top: 10, right: 16, bottom: 20, left: 16 })
  expect(isFree({ x: 551, y: 400 }, covered, 1000, 800)).toBe(true)
  expect(isFree({ x: 553, y: 400 }, covered, 1000, 800)).toBe(false)
})
