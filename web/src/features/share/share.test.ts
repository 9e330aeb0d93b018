import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError, unreachable } from '@/api/problem'
import type { SharedTruck } from '@/api/types'
import { ask } from './ask'
import { endOf } from './lasting'
import { streetMapLink, tokenOf } from './link'
import { isOver, pace } from './pace'
import { drawTrail, rowOf } from './row'

const truck: SharedTruck = {
  truckNumber: '875',
  organization: 'Acme',
  units: 'metric',
  expiresAt: '2026-11-21T20:00:00Z',
  motion: 'moving',
  motionSince: '2026-11-21T13:00:00Z',
  position: {
    recordedAt: '2026-11-21T14:00:00Z',
    latitude: 38,
    longitude: 23.7,
    speedKph: 54,
    headingDegrees: 90,
  },
  trail: [],
  streetStyleUrl: null,
}

describe('the address', () => {
  test('of a place on a street map has a mark there', () => {
    expect(streetMapLink(37.983810000001, -23.7)).toBe(
      'https://www.openstreetmap.org/?mlat=37.98381&mlon=-23.70000#map=15/37.98381/-23.70000',
    )
  })

  test('of a shared truck holds the token', () => {
    expect(tokenOf('/share/abc_-1')).toBe('abc_-1')
    expect(tokenOf('/share/abc/')).toBe('abc')
  })

  test('of every other page holds none', () => {
    for (const path of ['/', '/share', '/share/', '/share/a/b', '/trucks/share/a', '/shared/a'])
      expect(tokenOf(path)).toBeNull()
  })
})

describe('asking', () => {
  const fetched = vi.fn<typeof fetch>()
  const signal = new AbortController().signal
  beforeEach(() => {
    fetched.mockReset()
    vi.stubGlobal('fetch', fetched)
  })
  afterEach(() => vi.unstubAllGlobals())

  test('goes without a session, and the second time with the tag of the first answer', async () => {
    fetched.mockResolvedValueOnce(Response.json(truck, { headers: { ETag: 'W/"1"' } }))
    const first = await ask('abc', undefined, signal)
    expect(first).toEqual({ truck, tag: 'W/"1"' })
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/v1/shared/abc')
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ credentials: 'omit', headers: {} })

    fetched.mockResolvedValueOnce(new Response(null, { status: 304 }))
    expect(await ask('abc', first, signal)).toBe(first)
    expect(fetched.mock.calls[1]?.[1]?.headers).toEqual({ 'If-None-Match': 'W/"1"' })
  })

  test('tells a link that has ended from a server that is away', async () => {
    fetched.mockResolvedValueOnce(Response.json({ type: 'urn:watchtower:share-not-found' }, { status: 404 }))
    const gone = await ask('abc', undefined, signal).catch((error: unknown) => error)
    expect(isOver(gone)).toBe(true)
    fetched.mockRejectedValueOnce(new TypeError('no network'))
    const away = await ask('abc', undefined, signal).catch((error: unknown) => error)
    expect(isOver(away)).toBe(false)
  })
})

describe('the pace', () => {
  test('is some five seconds, and not the same for everyone', () => {
    const paces = [0, 250, 999].map((answeredAt) => pace(null, answeredAt))
    expect(new Set(paces).size).toBe(3)
    for (const each of paces) {
      expect(each).toBeGreaterThanOrEqual(4000)
      expect(each).toBeLessThanOrEqual(6000)
    }
  })

  test('is slower while the server is away, and as slow as it says', () => {
    expect(pace(unreachable(), 500)).toBe(10_000)
    expect(pace(new ApiError(503, 'x', 'x', {}, {}, 60), 500)).toBe(60_000)
  })

  test('is none once the link has ended', () => {
    expect(pace(new ApiError(404, 'x', 'x'), 0)).toBe(false)
  })
})

describe('the truck on the map', () => {
  test('stands where it was heard of', () => {
    const row = rowOf(truck)
    expect(row.state).toBe('moving')
    expect(row.fix).toMatchObject({
      longitude: 23.7,
      headingDegrees: 90,
      at: Date.parse('2026-11-21T14:00:00Z'),
    })
  })

  test('is nowhere before its first fix', () => {
    const row = rowOf({ ...truck, motion: null, motionSince: null, position: null })
    expect(row).toMatchObject({ fix: null, state: 'none', lastFixAt: null })
  })

  test('has a trail where there are lines, and none across a silence', () => {
    expect(drawTrail([[[23.7, 38]]]).features).toEqual([])
    const there = [
      [23.7, 38],
      [23.8, 38.1],
    ]
    const drawn = drawTrail([[[23.6, 38]], there, there])
    expect(drawn.features.map(({ geometry }) => geometry)).toEqual([
      { type: 'MultiLineString', coordinates: [there, there] },
      { type: 'Point', coordinates: [23.7, 38] },
    ])
  })
})

describe('how long a link works', () => {
  const now = Date.parse('2026-11-21T14:00:00Z')

  test('is counted from now', () => {
    expect(endOf('8', '', now, 'Europe/Athens')).toBe(Date.parse('2026-11-21T22:00:00Z'))
    expect(endOf('168', '', now, 'Europe/Athens')).toBe(Date.parse('2026-11-28T14:00:00Z'))
  })

  test('or goes to a time where the organization lives', () => {
    expect(endOf('until', '2026-11-22T09:30', now, 'Europe/Athens')).toBe(Date.parse('2026-11-22T07:30:00Z'))
  })

  test('is refused when it is over already, longer than 30 days, or not said', () => {
    expect(endOf('until', '2026-11-21T15:00', now, 'Europe/Athens')).toMatch(/passed/)
    expect(endOf('until', '2026-12-21T16:01', now, 'Europe/Athens')).toMatch(/30 days/)
    expect(endOf('until', '2026-12-21T16:00', now, 'Europe/Athens')).toBe(Date.parse('2026-12-21T14:00:00Z'))
    expect(endOf('until', '', now, 'Europe/Athens')).toMatch(/Say until/)
  })
})
