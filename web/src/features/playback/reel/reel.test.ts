import { describe, expect, test, vi } from 'vitest'
import { ApiError } from '@/api/problem'
import type { PlaybackWindow } from '@/api/types'
import { motions } from '@/lib/fleet/state'
import { advance, everyFor, shiftSpeed } from './clock'
import { type Load, Player } from './Player'
import { emptyPicture, MOST_FIXES, Reel } from './Reel'
import { tailMs } from './tail'

const START = Date.parse('2026-11-20T08:00:00Z')
const iso = (at: number) => new Date(at).toISOString()

interface Fix {
  /** Seconds from START. */
  at: number
  /** 1e-6 degrees north of 38°. */
  north: number
}

/** A window as the server sends it: trucks 0, 1, … with their fixes, all of them moving unless said otherwise. */
function sent(
  from: number,
  until: number,
  fixes: Record<number, Fix[]>,
  more: { next?: boolean; beginnings?: (Fix | null)[]; motions?: [number, string][]; gaps?: number[] } = {},
): PlaybackWindow {
  const paths = Object.entries(fixes).map(([truck, its]) => ({
    truckId: `t${truck}`,
    times: its.map(({ at }, i) => (at - (i === 0 ? from : (its[i - 1]?.at ?? 0))) * 1000),
    latitudes: its.map(({ north }, i) => (i === 0 ? 38_000_000 + north : north - (its[i - 1]?.north ?? 0))),
    longitudes: its.map((_, i) => (i === 0 ? 23_000_000 : 0)),
    speedsKph: its.map(() => null),
    headingsDegrees: its.map(() => null),
    gaps: more.gaps ?? [],
    motionTimes: (more.motions ?? [[from, 'moving']]).map(([at]) => (at - from) * 1000),
    motions: (more.motions ?? [[from, 'moving']]).map(([, motion]) => motion as 'moving'),
  }))
  return {
    from: iso(START + from * 1000),
    until: iso(START + until * 1000),
    next: more.next ? iso(START + until * 1000) : null,
    positions: paths.reduce((sum, path) => sum + path.times.length, 0),
    paths,
    beginnings: (more.beginnings ?? []).map((fix, truck) => ({
      truckId: `t${truck}`,
      truckNumber: String(truck),
      recordedAt: fix && iso(START + fix.at * 1000),
      latitude: fix && 38_000_000 + fix.north,
      longitude: fix && 23_000_000,
      speedKph: null,
      headingDegrees: null,
      motion: fix && 'stopped',
    })),
  }
}

/** Where truck 0 is drawn, in 1e-6 degrees north of 38°, and what it does. */
function look(reel: Reel, seconds: number, still = false) {
  const picture = emptyPicture(reel.trucks.length)
  reel.picture(START + seconds * 1000, picture, still)
  const latitude = picture.latitude[0] ?? Number.NaN
  return {
    north: Math.round((latitude - 38) * 1e6),
    heading: Math.round(picture.heading[0] ?? Number.NaN),
    kph: Math.round(picture.speedKph[0] ?? Number.NaN),
    motion: motions[(picture.motion[0] ?? 0) - 1] ?? null,
  }
}

describe('the reel', () => {
  test('draws a truck between two fixes where the way is known', () => {
    const reel = new Reel(
      sent(
        0,
        600,
        {
          0: [
            { at: 0, north: 0 },
            { at: 30, north: 4500 },
          ],
        },
        { beginnings: [null] },
      ),
      0,
    )
    expect(look(reel, 0)).toMatchObject({ north: 0, heading: 0, kph: 60, motion: 'moving' })
    expect(look(reel, 15).north).toBe(2250)
    expect(look(reel, 30).north).toBe(4500)
    expect(look(reel, 500).north).toBe(4500)
    expect(look(reel, 15, true).north).toBe(0)
    // And back again.
    expect(look(reel, 10).north).toBe(1500)
  })

  test('invents nothing across a silence', () => {
    const fixes = {
      0: [
        { at: 0, north: 0 },
        { at: 300, north: 4500 },
      ],
    }
    const silent = new Reel(sent(0, 600, fixes, { beginnings: [null], gaps: [1] }), 0)
    expect(look(silent, 150).north).toBe(0)
    // Thinned out by the server, the same fixes are no silence.
    const thinned = new Reel(sent(0, 600, fixes, { beginnings: [null] }), 300)
    expect(look(thinned, 150).north).toBe(2250)
  })

  test('stands where it was before the first window', () => {
    const reel = new Reel(sent(0, 600, {}, { beginnings: [{ at: -5000, north: 70 }, null] }), 0)
    expect(look(reel, 100)).toMatchObject({ north: 70, motion: 'stopped' })
    const picture = emptyPicture(2)
    reel.picture(START, picture)
    expect(picture.motion[1]).toBe(0)
    expect(picture.latitude[1]).toBeNaN()
  })

  test('goes on from one window to the next', () => {
    const reel = new Reel(
      sent(
        0,
        60,
        { 0: [{ at: 40, north: 0 }] },
        { next: true, beginnings: [null], motions: [[40, 'moving']] },
      ),
      0,
    )
    expect(look(reel, 20).motion).toBeNull()
    expect(look(reel, 50).north).toBe(0)
    reel.append(sent(60, 120, { 0: [{ at: 70, north: 3000 }] }), 0)
    expect(look(reel, 55).north).toBe(1500)
    expect(look(reel, 65).north).toBe(2500)
    // Over the edge of two windows the page itself tells a silence.
    const silent = new Reel(sent(0, 60, { 0: [{ at: 40, north: 0 }] }, { next: true, beginnings: [null] }), 0)
    silent.append(sent(60, 300, { 0: [{ at: 200, north: 3000 }] }), 0)
    expect(look(silent, 120).north).toBe(0)
  })

  test('knows what the truck does at each moment', () => {
    const reel = new Reel(
      sent(
        0,
        600,
        { 0: [{ at: 0, north: 0 }] },
        {
          beginnings: [null],
          motions: [
            [0, 'moving'],
            [100, 'stopped'],
            [200, 'noSignal'],
          ],
        },
      ),
      0,
    )
    expect([50, 100, 199, 400].map((at) => look(reel, at).motion)).toEqual([
      'moving',
      'stopped',
      'stopped',
      'offline',
    ])
  })

  test('keeps no more than it may, and what is ahead longest', () => {
    const many = (from: number) =>
      sent(
        from,
        from + 20_000,
        { 0: Array.from({ length: 20_000 }, (_, i) => ({ at: from + i, north: i })) },
        { next: true, ...(from === 0 ? { beginnings: [null] } : {}) },
      )
    const reel = new Reel(many(0), 0)
    for (let i = 1; i < 30; i++) {
      reel.append(many(i * 20_000), 0)
      reel.trim(START + i * 20_000_000)
      expect(reel.fixes).toBeLessThanOrEqual(MOST_FIXES + 20_000)
    }
    expect(reel.covers(START)).toBe(false)
    expect(reel.covers(START + 29 * 20_000_000)).toBe(true)
    // What was dropped is still where the truck came from.
    expect(look(reel, (reel.from - START) / 1000).motion).toBe('moving')
  })

  test('draws a tail without its silences', () => {
    const fixes = [0, 30, 60, 400, 430].map((at, i) => ({ at, north: i * 100 }))
    const reel = new Reel(sent(0, 600, { 0: fixes }, { beginnings: [null], gaps: [3] }), 0)
    expect(reel.tail(0, START, START + 500_000).map((part) => part.length)).toEqual([3, 2])
    expect(reel.tail(0, START + 30_000, START + 60_000).map((part) => part.length)).toEqual([2])
  })

  test('leaves out trucks that it was not told of', () => {
    const reel = new Reel(sent(0, 60, { 7: [{ at: 1, north: 0 }] }, { beginnings: [null] }), 0)
    expect(reel.fixes).toBe(0)
  })
})

describe('the play head', () => {
  const span = { from: 0, to: 100_000 }
  const moment = { head: 10_000, span, until: 50_000, speed: 60 as const, loop: false }

  test('moves by the speed', () => {
    expect(advance(moment, 100).head).toBe(16_000)
    expect(advance({ ...moment, speed: 1 }, 100).head).toBe(10_100)
  })
  test('waits where the past is not at hand', () => {
    expect(advance(moment, 1000)).toEqual({ head: 50_000, waiting: true, ended: false })
  })
  test('ends, or begins again', () => {
    const last = { ...moment, head: 99_000, until: Number.POSITIVE_INFINITY }
    expect(advance(last, 100)).toEqual({ head: 100_000, waiting: false, ended: true })
    expect(advance({ ...last, loop: true }, 100)).toEqual({ head: 0, waiting: false, ended: false })
  })
  test('does not leap after the page was asleep', () => {
    expect(advance({ ...moment, speed: 10 }, 3_600_000).head).toBe(20_000)
  })
  test('a fleet that is played fast is thinned out, a truck never', () => {
    expect(everyFor(1, 600)).toBe(0)
    expect(everyFor(5000, 1)).toBe(0)
    expect(everyFor(5000, 60)).toBe(30)
    expect(everyFor(5000, 600)).toBe(300)
  })
  test('speeds have an end', () => {
    expect(shiftSpeed(600, 1)).toBe(600)
    expect(shiftSpeed(60, -1)).toBe(30)
    expect(tailMs(1)).toBe(300_000)
  })
})

describe('the player', () => {
  const minute = (n: number) => START + n * 60_000
  const span = { from: minute(0), to: minute(60) }

  /** A server with one truck, ten minutes a window. */
  function server() {
    const asked: { from: number; beginnings: boolean; every: number }[] = []
    const load = vi.fn<Load>(async ({ from, beginnings, every }) => {
      asked.push({ from, beginnings, every })
      const at = (from - START) / 1000
      const until = Math.min(at + 600, 3600)
      return sent(
        at,
        until,
        { 0: [{ at, north: at }] },
        { next: until < 3600, ...(beginnings ? { beginnings: [{ at: at - 60, north: 0 }] } : {}) },
      )
    })
    return { asked, load }
  }
  const player = (load: Load, start = {}, still = false) =>
    new Player({
      span,
      load,
      trucks: 1,
      lead: () => 0,
      still: () => still,
      start: { head: span.from, playing: false, speed: 60, loop: false, ...start },
    })
  const settle = () => vi.waitFor(() => undefined)
  async function frames(one: Player, count: number, ms = 1000, from = 0) {
    for (let i = 0; i < count; i++) {
      one.frame(from + i * ms)
      await settle()
    }
  }

  test('reads ahead of the play head, one window after another, to the end', async () => {
    const { load, asked } = server()
    const one = player(load)
    await vi.waitFor(() => expect(one.now.waiting).toBe(false))
    one.toggle(true)
    await frames(one, 70)
    expect(one.now).toMatchObject({ head: span.to, playing: false })
    expect(asked.map(({ from }) => (from - START) / 60_000)).toEqual([0, 10, 20, 30, 40, 50])
    expect(asked.filter(({ beginnings }) => beginnings)).toHaveLength(1)
    one.close()
  })

  test('reads anew where it jumps to, and not where it has been', async () => {
    const { load, asked } = server()
    const one = player(load, { speed: 1 })
    await vi.waitFor(() => expect(one.now.waiting).toBe(false))
    one.seek(minute(45))
    expect(one.now.waiting).toBe(true)
    await vi.waitFor(() => expect(one.now.waiting).toBe(false))
    expect(asked.at(-1)).toMatchObject({ from: minute(45), beginnings: true })
    const count = asked.length
    one.seek(minute(46))
    expect(one.now.waiting).toBe(false)
    expect(asked).toHaveLength(count)
    one.seek(minute(999))
    expect(one.now.head).toBe(span.to)
    one.close()
  })

  test('begins again at the end when it loops', async () => {
    const { load } = server()
    const one = player(load, { head: minute(59), loop: true })
    await vi.waitFor(() => expect(one.now.waiting).toBe(false))
    one.toggle(true)
    await frames(one, 3)
    expect(one.now.playing).toBe(true)
    expect(one.now.head).toBeLessThan(minute(10))
    one.close()
  })

  test('goes on by itself after a failure that passes, and stays where it was meanwhile', async () => {
    vi.useFakeTimers()
    const { load } = server()
    load.mockRejectedValueOnce(new ApiError(503, 'x', 'Not now.'))
    const one = player(load)
    await vi.advanceTimersByTimeAsync(10)
    expect(one.now.trouble).toEqual({ message: 'Not now.', passing: true })
    await vi.advanceTimersByTimeAsync(1_100)
    expect(one.now).toMatchObject({ trouble: null, waiting: false })
    one.close()
    vi.useRealTimers()
  })

  test('does not ask again for what was refused', async () => {
    const { load } = server()
    load.mockRejectedValue(new ApiError(422, 'x', 'At most 31 days.'))
    const one = player(load)
    await vi.waitFor(() => expect(one.now.trouble?.passing).toBe(false))
    one.toggle(true)
    one.seek(minute(10))
    await frames(one, 5)
    expect(load).toHaveBeenCalledTimes(1)
    expect(one.now).toMatchObject({
      playing: false,
      waiting: false,
      trouble: { message: 'At most 31 days.' },
    })
    one.close()
  })

  test('what was read for a faster play is read again for a slower one', async () => {
    const { asked, load } = server()
    const many: Load = async (ask, signal) => {
      const one = await load(ask, signal)
      const beginnings = Array.from({ length: ask.beginnings ? 5000 : 0 }, (_, i) => ({
        ...(one.beginnings[0] as (typeof one.beginnings)[number]),
        truckId: `t${i}`,
      }))
      return { ...one, beginnings }
    }
    const one = player(many, { speed: 600 })
    await vi.waitFor(() => expect(one.now.waiting).toBe(false))
    one.seek(minute(30))
    await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ every: 300 }))
    await vi.waitFor(() => expect(one.now.waiting).toBe(false))
    one.change({ speed: 10 })
    await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ every: 5, beginnings: true }))
    one.close()
  })

  test('without motion it goes on in steps', async () => {
    const { load } = server()
    const one = player(load, {}, true)
    await vi.waitFor(() => expect(one.now.waiting).toBe(false))
    one.toggle(true)
    await frames(one, 5, 100)
    expect(one.now.head).toBe(span.from)
    await frames(one, 8, 100, 500)
    expect(one.now.head).toBeGreaterThan(span.from)
    one.close()
  })
})
