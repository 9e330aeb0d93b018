import { describe, expect, test } from 'vitest'
import type { Truck } from '@/api/types'
import { clusterTrucks, type Dot } from '@/components/map/clusters'
import { parseRing, ringName, stepsOf } from '@/components/map/mix'
import { flatten } from '@/components/map/outlines'
import { contains, grown, holds, wrapped } from '@/lib/live/box'
import type { LiveFix } from '@/lib/live/store'
import { Glider } from './canvas/glide'
import { changeMapUrl, parseMapUrl } from './mapUrl'
import { readable, ringsOf } from './rings'
import { count, factsLine, matcher, type Row, rowOf } from './rows'

const parse = (search: string) => parseMapUrl(new URLSearchParams(search))
const change = (search: string, patch: Parameters<typeof changeMapUrl>[1]) =>
  changeMapUrl(new URLSearchParams(search), patch).toString()

describe('the address of the map', () => {
  test('says what is looked at', () => {
    expect(parse('truck=t1&day=2026-11-20&q=arocs&show=idling&at=37.98,23.72,11.2')).toEqual({
      truck: 't1',
      day: '2026-11-20',
      q: 'arocs',
      show: 'idling',
      frame: { latitude: 37.98, longitude: 23.72, zoom: 11.2 },
    })
  })

  test('nonsense is left out', () => {
    expect(parse('day=2026-02-31&show=silent&at=95,0,3')).toEqual({
      truck: null,
      day: null,
      q: '',
      show: null,
      frame: null,
    })
  })

  test('a change keeps the rest', () => {
    expect(change('q=a&truck=t1', { show: 'moving' })).toBe('truck=t1&q=a&show=moving')
  })

  test('without a truck there is no day', () => {
    expect(change('truck=t1&day=2026-11-20', { truck: null })).toBe('')
  })

  test('a frame beyond the date line is brought back', () => {
    expect(change('', { frame: { latitude: 1, longitude: 190, zoom: 3 } })).toBe(
      'at=1.00000%2C-170.00000%2C3.00',
    )
  })
})

const now = Date.parse('2026-11-21T12:00:00Z')
const truck = (id: string, facts: Partial<Truck> | null = null) => ({
  id,
  number: id,
  facts: facts as Truck | null,
})

describe('rows', () => {
  const lastFixAt = (minutes: number) => new Date(now - minutes * 60_000).toISOString()

  const fix = (id: string, motion: string | null, minutes: number) =>
    [id, { id, motion, at: now - minutes * 60_000, since: now - 3_600_000 } as LiveFix] as const

  test('the motion is the one the server said last', () => {
    const rows = [
      truck('a', { lastFixAt: lastFixAt(2), motion: 'stopped', motionSince: lastFixAt(30) }),
      truck('b', { lastFixAt: lastFixAt(2), motion: 'stopped' }),
      truck('c', { lastFixAt: lastFixAt(50), motion: 'offline' }),
      truck('d'),
    ]
    const made = rows.map((row) => rowOf(row, new Map([fix('b', 'idling', 0)]), null))
    expect(made.map((row) => row.state)).toEqual(['stopped', 'idling', 'offline', 'none'])
    expect(made.map((row) => row.since)).toEqual([now - 1_800_000, now - 3_600_000, now - 3_000_000, null])
    expect(count(made)).toEqual({ moving: 0, idling: 1, stopped: 1, offline: 1, none: 1 })
  })

  test('a first fix comes a moment before its motion', () => {
    expect(rowOf(truck('a'), new Map([fix('a', null, 0)]), null).state).toBe('moving')
  })

  test('while nobody hears the server, trucks go offline by the clock of the page', () => {
    const fixes = new Map([fix('a', 'moving', 11), fix('b', 'moving', 9)])
    const [a, b] = [truck('a'), truck('b')].map((row) => rowOf(row, fixes, now - 600_000))
    expect(a).toMatchObject({ state: 'offline', since: now - 11 * 60_000 })
    expect(b).toMatchObject({ state: 'moving' })
  })

  test('a row without news is the same object', () => {
    const known = truck('a')
    const fixes = new Map([fix('a', 'moving', 0)])
    expect(rowOf(known, new Map(fixes), null)).toBe(rowOf(known, fixes, null))
    expect(rowOf(known, new Map([fix('a', 'stopped', 0)]), null)).not.toBe(rowOf(known, fixes, null))
  })

  test('every word must be found somewhere', () => {
    const row = rowOf(
      truck('875', {
        truckNumber: '875',
        brand: 'Mercedes Arocs',
        operatingLocation: 'Koropi',
        deviceIds: ['D-17'],
      }),
      new Map(),
      null,
    )
    expect(['', '87', 'arocs koropi', 'd-17'].map((query) => matcher(query)(row))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(matcher('arocs lavrio')(row)).toBe(false)
  })

  test('what is not known is not said', () => {
    const row = { facts: { brand: 'DAF XF', company: null, operatingLocation: '' } } as unknown as Row
    expect(factsLine(row, ['brand', 'company', 'operatingLocation'])).toBe('DAF XF')
    expect(factsLine({ facts: null }, ['brand'])).toBe('')
  })
})

describe('gliding', () => {
  const before = { latitude: 38, longitude: 23, at: now }
  const after = { latitude: 38.01, longitude: 23.01, at: now + 30_000 }

  test('a marker is half way after half a second, and there after one', () => {
    const glider = new Glider()
    glider.start('a', before, after, 0)
    expect(glider.placeOf('a', after, 500).latitude).toBeCloseTo(38.005)
    expect(glider.step(1000)).toEqual(['a'])
    expect(glider.active).toBe(false)
    expect(glider.placeOf('a', after, 1001)).toBe(after)
  })

  test('a long gap or a long way is not invented', () => {
    const glider = new Glider()
    glider.start('a', before, { ...after, at: now + 180_000 }, 0)
    glider.start('b', before, { ...after, latitude: 38.2 }, 0)
    glider.start('c', after, before, 0)
    // Two kilometres in ten seconds were no drive.
    glider.start('d', before, { ...before, latitude: 38.018, at: now + 10_000 }, 0)
    expect(glider.active).toBe(false)
  })

  test('a new fix on the way goes on from where the marker is', () => {
    const glider = new Glider()
    glider.start('a', before, after, 0)
    const next = { latitude: 38.02, longitude: 23.01, at: now + 60_000 }
    glider.start('a', after, next, 500)
    expect(glider.placeOf('a', next, 500).latitude).toBeCloseTo(38.005)
  })

  test('no more than 500 glide at once', () => {
    const glider = new Glider()
    for (let i = 0; i < 600; i++) glider.start(String(i), before, after, 0)
    expect(glider.step(10)).toHaveLength(500)
  })
})

describe('clusters', () => {
  const dot = (id: string, longitude: number, motion: Dot['motion'] = 'moving'): Dot => ({
    id,
    longitude,
    latitude: 38,
    motion,
  })
  const crowd = [dot('a', 23), dot('b', 23.001, 'stopped'), dot('c', 23.002), dot('d', 23.003, 'offline')]

  test('count the motions of trucks that stand close together', () => {
    const { clusters, alone } = clusterTrucks([...crowd, dot('far', 40)], 8)
    expect([...alone]).toEqual(['far'])
    expect(clusters).toHaveLength(1)
    expect(clusters[0]).toMatchObject({ count: 4, mix: [2, 0, 1, 1] })
    expect(clusters[0]?.bounds.map((edge) => edge.toFixed(5))).toEqual([
      '23.00000',
      '38.00000',
      '23.00300',
      '38.00000',
    ])
  })

  test('fall apart from close by, and three are none', () => {
    expect(clusterTrucks(crowd, 14).alone.size).toBe(4)
    expect(clusterTrucks(crowd, 15).clusters).toEqual([])
    expect(clusterTrucks(crowd.slice(1), 3).alone.size).toBe(3)
  })

  test('a ring shows each motion that is there, and is always whole', () => {
    expect(stepsOf([1, 0, 0, 0])).toEqual([12, 0, 0, 0])
    expect(stepsOf([997, 1, 1, 1])).toEqual([9, 1, 1, 1])
    expect(stepsOf([1, 1, 1, 1])).toEqual([3, 3, 3, 3])
    for (let moving = 0; moving < 40; moving++)
      for (const mix of [
        [moving, 1, 2, 3],
        [moving, 0, 100, 1],
        [5, moving, 7, moving],
      ]) {
        const steps = stepsOf(mix)
        expect(steps.reduce((sum, n) => sum + n, 0)).toBe(12)
        expect(steps.map((n) => n > 0)).toEqual(mix.map((n) => n > 0))
      }
  })

  test('like mixes share a picture', () => {
    expect(ringName([700, 100, 300, 100])).toBe('cluster/48/7-1-3-1')
    expect(ringName([701, 99, 302, 98])).toBe('cluster/48/7-1-3-1')
    expect(parseRing('cluster/48/7-1-3-1')).toEqual({ size: 48, steps: [7, 1, 3, 1] })
    expect([parseRing('arrow'), parseRing('cluster/48')]).toEqual([null, null])
  })
})

describe('the clusters of the server', () => {
  const told = (count: Partial<Record<Dot['motion'], number>>, id: string | null = null) => {
    const { moving = 0, idling = 0, stopped = 0, offline = 0 } = count
    const total = moving + idling + stopped + offline
    return { latitude: 38, longitude: 23, count: total, moving, idling, stopped, offline, truck: id }
  }

  test('have the mix that is asked for', () => {
    const clusters = [told({ moving: 5, stopped: 2 }), told({ offline: 3 })]
    expect(ringsOf(clusters, null, null).map(({ count, mix }) => [count, mix])).toEqual([
      [7, [5, 0, 2, 0]],
      [3, [0, 0, 0, 3]],
    ])
    expect(ringsOf(clusters, 'stopped', null)).toMatchObject([{ count: 2, mix: [0, 0, 2, 0] }])
    expect(ringsOf(clusters, 'none', null)).toEqual([])
  })

  test('leave out the selected truck where it is alone', () => {
    const clusters = [told({ moving: 1 }, 'a'), told({ moving: 1 }, 'b')]
    expect(ringsOf(clusters, null, 'a').map(({ truck }) => truck)).toEqual(['b'])
    expect(ringsOf(clusters, null, null)).toHaveLength(2)
  })
})

describe('rings', () => {
  const ring = (count: number, longitude: number, truck: string | null = null) => ({
    longitude,
    latitude: 38,
    count,
    mix: [count, 0, 0, 0],
    truck,
  })

  test('that would cover each other are one', () => {
    const rings = [ring(1, 23.03, 'a'), ring(30, 23), ring(10, 23.04), ring(5, 25)]
    const [large, far, ...others] = readable(rings, 8)
    expect(large).toMatchObject({ count: 41, mix: [41, 0, 0, 0], truck: null })
    expect(large?.longitude).toBeCloseTo((30 * 23 + 10 * 23.04 + 23.03) / 41, 5)
    expect([far?.count, others]).toEqual([5, []])
  })

  test('fall apart from closer by', () => {
    const rings = [ring(1, 23.03, 'a'), ring(30, 23), ring(10, 23.06)]
    expect(readable(rings, 8)).toHaveLength(1)
    expect(readable(rings, 14)).toHaveLength(3)
  })
})

describe('boxes', () => {
  test('a view and what is asked for around it', () => {
    const asked = grown([20, 30, 30, 40], 0.1)
    expect(asked).toEqual([19, 29, 31, 41])
    expect(contains(asked, [20, 30, 30, 40])).toBe(true)
    expect(contains(asked, [18, 30, 30, 40])).toBe(false)
  })

  test('across the date line, around the world, and beyond the poles', () => {
    expect(wrapped([170, -10, 190, 10])).toEqual([170, -10, -170, 10])
    expect(wrapped([-200, -95, 170, 95])).toEqual([-180, -90, 180, 90])
    expect(holds([170, -10, -170, 10], { longitude: -175, latitude: 0 })).toBe(true)
    expect(holds([170, -10, -170, 10], { longitude: 160, latitude: 0 })).toBe(false)
    expect(holds([20, 30, 30, 40], { longitude: 25, latitude: 41 })).toBe(false)
  })
})

describe('outlines of land', () => {
  const ringOf = (ring: number[][]) =>
    flatten([{ type: 'Polygon', coordinates: [ring] }]).features[0]?.geometry.coordinates[0]

  test('an island on the date line does not span the world', () => {
    expect(
      ringOf([
        [179, -17],
        [-179, -17],
        [-179, -16],
        [179, -16],
        [179, -17],
      ]),
    ).toEqual([
      [179, -17],
      [181, -17],
      [181, -16],
      [179, -16],
      [179, -17],
    ])
  })

  test('a continent that begins at the date line is where it belongs', () => {
    expect(
      ringOf([
        [-180, 65],
        [179, 60],
        [90, 50],
        [-10, 40],
        [90, 70],
        [179, 70],
        [-180, 65],
      ])?.map(([longitude]) => longitude),
    ).toEqual([180, 179, 90, -10, 90, 179, 180])
  })

  test('a ring around the pole is closed at the pole', () => {
    expect(
      ringOf([
        [-180, -70],
        [-60, -75],
        [60, -75],
        [179, -70],
        [-180, -70],
      ])?.slice(-3),
    ).toEqual([
      [180, -90],
      [-180, -90],
      [-180, -70],
    ])
  })

  test('each polygon is a feature of its own', () => {
    const square = [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ]
    expect(flatten([{ type: 'MultiPolygon', coordinates: [square, square] }]).features).toHaveLength(2)
  })
})
