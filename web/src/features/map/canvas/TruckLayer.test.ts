import type { Map as MapLibre } from 'maplibre-gl'
import { beforeEach, expect, test, vi } from 'vitest'
import type { LiveFix } from '@/lib/live/store'
import type { Ring } from '../rings'
import type { Row } from '../rows'
import { TruckLayer } from './TruckLayer'

vi.stubGlobal('matchMedia', () => ({ matches: true }))

/** A map that keeps what its sources were given. */
class Sources {
  readonly data = new Map<string, GeoJSON.Feature[]>()
  readonly trucks = new Set<unknown>()
  on() {}
  off() {}
  getZoom = () => 8
  getBounds = () => ({ contains: () => true })
  getSource = (id: string) => ({
    setData: async ({ features }: GeoJSON.FeatureCollection) => void this.data.set(id, features),
    updateData: async ({ remove = [], add = [] }: { remove?: unknown[]; add?: GeoJSON.Feature[] }) => {
      for (const gone of remove) this.trucks.delete(gone)
      for (const { id: truck } of add) this.trucks.add(truck)
    },
  })
}

const row = (id: string, longitude: number): Row =>
  ({
    id,
    state: 'moving',
    fix: { id, truckNumber: id, longitude, latitude: 38, headingDegrees: 90, at: 0 } as LiveFix,
  }) as Row
const ring = (count: number, truck: string | null = null): Ring => ({
  longitude: truck === null ? 23 : 30,
  latitude: 38,
  count,
  mix: [count, 0, 0, 0],
  truck,
})

let map: Sources
let layer: TruckLayer
const drawn = () => vi.advanceTimersByTimeAsync(50)
const clusters = () => map.data.get('clusters')?.map(({ properties }) => properties)

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance'],
  })
  map = new Sources()
  layer = new TruckLayer(map as unknown as MapLibre)
})

test('the clusters of the server take the place of the trucks, and give it back', async () => {
  const rows = [row('a', 20), row('b', 25)]
  layer.update(rows, null)
  await drawn()
  expect([...map.trucks]).toEqual(['a', 'b'])
  expect(clusters()).toEqual([])

  layer.update([], null, [ring(2500), ring(1, 'c')])
  await drawn()
  expect(map.trucks.size).toBe(0)
  expect(clusters()).toEqual([
    { ring: 'cluster/48/12-0-0-0', count: 2500 },
    { ring: 'moving', count: '', id: 'c' },
  ])

  layer.update(rows, null)
  await drawn()
  expect([...map.trucks]).toEqual(['a', 'b'])
  expect(clusters()).toEqual([])
})

test('among the clusters of the server the selected truck is drawn by itself', async () => {
  layer.update([row('a', 20)], 'a', [ring(2500)])
  await drawn()
  expect(map.data.get('selected')?.map(({ id }) => id)).toEqual(['a'])
  expect(map.trucks.size).toBe(0)
})

test('new clusters are drawn at once', async () => {
  layer.update([], null, [ring(2500)])
  await drawn()
  layer.update([], null, [ring(2501)])
  await drawn()
  expect(clusters()).toMatchObject([{ count: 2501 }])
})
