import { describe, expect, test } from 'vitest'
import type { Track } from '@/api/types'
import type { LiveFix } from '@/lib/live/store'
import { profileOf, ticksBetween } from './profile'
import { append, drawTrack, nearestPoint } from './track'

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
        [60, 23, 30],
        [65, 23, 0],
      ]).properties,
      130,
      50,
    )
    expect(profile?.lines).toBe('M0 50L10 2M120 26L130 50')
    expect(profile?.topKph).toBe(60)
  })

  test('is left out when no speed is known', () => {
    expect(
      profileOf(
        track([
          [0, 23, null],
          [5, 23, null],
        ]).properties,
        100,
        50,
      ),
    ).toBeNull()
  })

  test('is marked at round times of the day', () => {
    const midnight = Date.parse('2026-11-20T22:00:00Z')
    const hours = ticksBetween(start, start + 7 * 3_600_000, midnight).map(
      (tick) => (tick - midnight) / 3_600_000,
    )
    expect(hours).toEqual([10, 12, 14, 16])
  })
})
