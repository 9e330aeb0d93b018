import { describe, expect, test } from 'vitest'
import type { Track } from '@/api/types'
import type { LiveFix } from '@/lib/live/store'
import { profileOf } from './profile'
import { append, drawTrack, nearestPoint, pointNear } from './track'

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

  test('knows the point of a moment, unless no fix is near it', () => {
    const known = track([
      [0, 23, 10],
      [5, 23.5, 60],
      [60, 24, 20],
    ])
    expect(pointNear(known, minutes(4), 10 * 60_000)).toMatchObject({ at: minutes(5), speedKph: 60 })
    expect(pointNear(known, minutes(30), 10 * 60_000)).toBeNull()
    expect(pointNear({ ...known, geometry: null }, minutes(5), 10 * 60_000)).toBeNull()
  })

  test('without a line there is nothing to draw', () => {
    expect(drawTrack({ ...track([]), geometry: null }).features).toEqual([])
  })
})

describe('the speed profile', () => {
  test('stands where its times are in the span, and breaks where fixes are missing', () => {
    const profile = profileOf(
      track([
        [0, 23, 0],
        [5, 23, 60],
        [55, 23, 30],
        [60, 23, 30],
        [65, 23, 0],
      ]).properties,
      { from: start, to: minutes(130) },
      130,
      50,
    )
    expect(profile?.lines).toBe('M0 50L5 2M55 26L60 26L65 50')
    expect(profile).toMatchObject({ topKph: 60, top: 2 })
  })

  test('is left out when fewer than five speeds are known', () => {
    const span = { from: start, to: minutes(10) }
    const speeds = [10, 20, 30, 40, null]
    const points = speeds.map((kph, index): [number, number, number | null] => [index, 23, kph])
    expect(profileOf(track(points).properties, span, 100, 50)).toBeNull()
    expect(profileOf(track([...points, [5, 23, 50]]).properties, span, 100, 50)?.topKph).toBe(50)
  })
})
