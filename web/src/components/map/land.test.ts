import type { Map as MapLibre } from 'maplibre-gl'
import { expect, test, vi } from 'vitest'
import { showLand } from './land'

const world = {
  type: 'Topology',
  arcs: [],
  objects: { land: { type: 'GeometryCollection', geometries: [] } },
}

/** What is fetched, in order, for a map at a zoom. */
async function fetchedAt(zoom: number, ok: boolean) {
  const fetched: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    fetched.push(/land-(\d+m)/.exec(url)?.[1] ?? url)
    return { ok, json: async () => world }
  })
  const map = {
    getZoom: () => zoom,
    getSource: () => ({ setData: async () => undefined }),
    setPaintProperty: () => undefined,
    on: () => undefined,
    off: () => undefined,
  }
  await showLand(map as unknown as MapLibre, new AbortController().signal)
  vi.unstubAllGlobals()
  return fetched
}

test('coarse outlines stand in where the fine ones cannot be had', async () => {
  expect((await fetchedAt(8, false)).slice(0, 2)).toEqual(['10m', '50m'])
})

test('a map that begins far out has the coarse outlines', async () => {
  expect(await fetchedAt(2, true)).toEqual(['50m'])
})

test('a map that begins close has the fine outlines only', async () => {
  expect(await fetchedAt(6, true)).toEqual(['10m'])
})
