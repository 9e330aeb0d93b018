import { describe, expect, test } from 'vitest'
import type { Track } from '@/api/types'
import type { LiveFix } from '@/lib/live/store'
import { profileOf, ticksBetween } from './profile'
import { append, drawTrack, hasMovedOn, nearestPoint } from './track'

const start = Date.parse('2026-11-21T08:00:00Z')
const minutes = (n: number) => start + n * 60_000

const track = (points: [minute: number, longitude: number, kph: number | null][]): Track => ({
  type: 'Feature',
  geometry: { type: 'LineString', coordinates: points.map(([, longitude]) => [longitude, 38]) },
  properties: {
    truckId: 't',
    from: '',
    to: '',
    fixes: points.length,
    times: points.map(([minute]) => minutes(minute)),
    speedsKph: points.map(([, , kph]) => kph),
  },
})

const fix = (minute: number, longitude: number) =>
  ({
    at: minutes(minute),
    recordedAt: new Date(minutes(minute)).toISOString(),
    longitude,
    latitude: 38,
    speedKph: 44,
  }) as LiveFix

describe('a track', () => {
  test('grows with newer fixes only', () => {
    const before = track([
      [0, 23, 10],
      [1, 23.1, 20],
    ])
    const after = append(before, fix(2, 23.2))
    expect(after.properties).toMatchObject({ fixes: 3, speedsKph: [10, 20, 44] })
    expect(after.geometry?.coordinates.at(-1)).toEqual([23.2, 38])
    expect(append(after, fix(2, 23.2))).toBe(after)
    expect(append(after, fix(1, 23.9))).toBe(after)
  })

  test('loses what is older than its span before the newest fix', () => {
    const day = 24 * 60
    const before = track([
      [0, 23, 10],
      [30, 23.1, 20],
      [60, 23.2, 30],
      [90, 23.3, 40],
    ])
    before.properties.fixes = 40
    const after = append(before, fix(day + 45, 24), day * 60_000)
    expect(after.properties.times).toEqual([minutes(60), minutes(90), minutes(day + 45)])
    expect(after.properties).toMatchObject({ fixes: 21, speedsKph: [30, 40, 44] })
    expect(after.geometry?.coordinates).toEqual([
      [23.2, 38],
      [23.3, 38],
      [24, 38],
    ])
  })

  test('starts anew when a truck reports after weeks', () => {
    const before = track([
      [0, 23, 10],
      [1, 23.1, 20],
    ])
    const weeks = 21 * 24 * 60
    const after = append(before, fix(weeks, 24), 86_400_000)
    expect(after.geometry).toBeNull()
    expect(after.properties).toMatchObject({ fixes: 1, times: [minutes(weeks)], speedsKph: [44] })
  })

  test('is asked for anew once its window has moved by more than an hour', () => {
    const asked = track([])
    asked.properties.from = new Date(start).toISOString()
    expect(hasMovedOn(asked, minutes(24 * 60 + 60), 86_400_000)).toBe(false)
    expect(hasMovedOn(asked, minutes(24 * 60 + 61), 86_400_000)).toBe(true)
  })

  test('is dashed where nobody knows the way', () => {
    const { features } = drawTrack(
      track([
        [0, 23, 1],
        [1, 23.01, 1],
        [90, 24, 1],
        [91, 24.01, 1],
      ]),
    )
    expect(features.map(({ properties }) => properties?.part)).toEqual([
      'driven',
      'gap',
      'driven',
      'start',
      'end',
    ])
  })

  test('is whole where a truck only stood still', () => {
    const { features } = drawTrack(
      track([
        [0, 23, 1],
        [90, 23.001, 1],
        [91, 23.01, 1],
      ]),
    )
    expect(features.map(({ properties }) => properties?.part)).toEqual(['driven', 'start', 'end'])
  })

  test('names the point nearest to the pointer', () => {
    const point = nearestPoint(
      track([
        [0, 23, 10],
        [5, 23.5, 60],
        [10, 24, null],
      ]),
      23.6,
      38.1,
    )
    expect(point).toEqual({ at: minutes(5), position: [23.5, 38], speedKph: 60 })
  })

  test('without a line there is nothing to draw', () => {
    expect(drawTrack({ ...track([]), geometry: null }).features).toEqual([])
  })
})

describe('the speed profile', () => {
  test('fills its box and breaks where fixes are missing', () => {
    const profile = profileOf(
      track([
        [0, 23, 0],
        [5, 23, 60],
        [55, 23, 30],
        [60, 23, 30],
        [65, 23, 0],
      ]).properties,
      130,
      50,
    )
    expect(profile?.lines).toBe('M0 50L10 2M110 26L120 26L130 50')
    expect(profile).toMatchObject({ topKph: 60, top: 2 })
  })

  test('is left out when fewer than five speeds are known', () => {
    const speeds = [10, 20, 30, 40, null]
    const points = speeds.map((kph, index): [number, number, number | null] => [index, 23, kph])
    expect(profileOf(track(points).properties, 100, 50)).toBeNull()
    expect(profileOf(track([...points, [5, 23, 50]]).properties, 100, 50)?.topKph).toBe(50)
  })

  test('has few marks, however long it is', () => {
    const counts = [1, 40, 600, 1440, 30_000, 500_000].map(
      (long) => ticksBetween(start, start + long * 60_000, start).length,
    )
    for (const count of counts) expect(count).toBeLessThanOrEqual(6)
  })

  test('is marked at round times of the day', () => {
    const midnight = Date.parse('2026-11-20T22:00:00Z')
    const hours = ticksBetween(start, start + 7 * 3_600_000, midnight).map(
      (tick) => (tick - midnight) / 3_600_000,
    )
    expect(hours).toEqual([10, 12, 14, 16])
  })
})
