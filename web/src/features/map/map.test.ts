import { describe, expect, test } from 'vitest'
import type { Truck } from '@/api/types'
import { Glider } from './canvas/glide'
import { flatten } from './canvas/outlines'
import { changeMapUrl, parseMapUrl } from './mapUrl'
import { count, factsLine, matcher, type Row, rowOf } from './rows'

const parse = (search: string) => parseMapUrl(new URLSearchParams(search))
const change = (search: string, patch: Parameters<typeof changeMapUrl>[1]) =>
  changeMapUrl(new URLSearchParams(search), patch).toString()

describe('the address of the map', () => {
  test('says what is looked at', () => {
    expect(parse('truck=t1&day=2026-11-20&q=arocs&show=silent&at=37.98,23.72,11.2')).toEqual({
      truck: 't1',
      day: '2026-11-20',
      q: 'arocs',
      show: 'silent',
      frame: { latitude: 37.98, longitude: 23.72, zoom: 11.2 },
    })
  })

  test('nonsense is left out', () => {
    expect(parse('day=2026-02-31&show=moving&at=95,0,3')).toEqual({
      truck: null,
      day: null,
      q: '',
      show: null,
      frame: null,
    })
  })

  test('a change keeps the rest', () => {
    expect(change('q=a&truck=t1', { show: 'reporting' })).toBe('truck=t1&q=a&show=reporting')
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

  test('a truck reports, is silent, or has no fix yet', () => {
    const rows = [
      truck('a', { lastFixAt: lastFixAt(2) }),
      truck('b', { lastFixAt: lastFixAt(11) }),
      truck('c'),
    ]
    const made = rows.map((row) => rowOf(row, new Map(), now))
    expect(made.map((row) => row.state)).toEqual(['reporting', 'silent', 'none'])
    expect(count(made)).toEqual({ reporting: 1, silent: 1, none: 1 })
  })

  test('every word must be found somewhere', () => {
    const row = rowOf(
      truck('875', { brand: 'Mercedes Arocs', operatingLocation: 'Koropi', deviceIds: ['D-17'] }),
      new Map(),
      now,
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
  const after = { latitude: 38.01, longitude: 23.01, at: now + 20_000 }

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
    expect(glider.active).toBe(false)
  })

  test('a new fix on the way goes on from where the marker is', () => {
    const glider = new Glider()
    glider.start('a', before, after, 0)
    const next = { latitude: 38.02, longitude: 23.01, at: now + 40_000 }
    glider.start('a', after, next, 500)
    expect(glider.placeOf('a', next, 500).latitude).toBeCloseTo(38.005)
  })

  test('no more than 500 glide at once', () => {
    const glider = new Glider()
    for (let i = 0; i < 600; i++) glider.start(String(i), before, after, 0)
    expect(glider.step(10)).toHaveLength(500)
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
