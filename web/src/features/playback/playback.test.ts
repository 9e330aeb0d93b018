import { describe, expect, test } from 'vitest'
import type { PlaybackEvent } from '@/api/types'
import { strides, ticksOf } from './bar/ticks'
import { EventList, kinds, MOST_EVENTS, marksPath, type ShownEvent } from './events/EventList'
import { faultOf } from './pick/span'
import { formatPlaybackUrl, parsePlaybackUrl } from './playbackUrl'

const parse = (search: string) => parsePlaybackUrl(new URLSearchParams(search))
const id = '01a1feab-ed03-752a-bcc5-7591d2bb9816'
const START = Date.parse('2026-11-20T00:00:00Z')

describe('the address of a playback', () => {
  test('says the same moment again', () => {
    const search = `from=2026-11-19T22:00:00Z&to=2026-11-20T22:00:00Z&trucks=${id}&at=2026-11-20T09:41:38.916Z&speed=600&loop=1&follow=${id}&fast=80&map=37.98000,23.68000,8.88`
    expect(formatPlaybackUrl(parse(search))).toBe(search)
  })
  test('nonsense is left out', () => {
    expect(
      parse(
        'from=2026-11-20T00:00:00Z&to=2026-11-19T00:00:00Z&at=noon&speed=7&trucks=a,b&fast=9&follow=nope',
      ),
    ).toEqual({
      span: null,
      trucks: [],
      at: null,
      speed: 60,
      loop: false,
      follow: null,
      fastKph: 90,
      frame: null,
    })
    // A time without a zone means another moment to everyone.
    expect(parse('at=2026-11-20T09:00:00').at).toBeNull()
  })
})

describe('events', () => {
  const event = (minutes: number, kind: PlaybackEvent['kind'], truckId = id): PlaybackEvent => ({
    truckId,
    kind,
    from: new Date(START + minutes * 60_000).toISOString(),
    to: null,
    latitude: 38,
    longitude: 23,
    topSpeedKph: null,
  })
  const all = new Set(kinds)
  const minutes = (at: number | undefined) => (at === undefined ? null : (at - START) / 60_000)

  test('are walked in the order of time, whatever the order in which they came', () => {
    const list = new EventList()
    list.add([event(30, 'stop'), event(10, 'gap')])
    list.add([event(20, 'fastDriving', 'other')])
    const walk = [0, 10, 11, 30, 31].map((at) => minutes(list.after(START + at * 60_000, all)?.from))
    expect(walk).toEqual([10, 10, 20, 30, null])
    expect(minutes(list.before(START + 30 * 60_000, all)?.from)).toBe(20)
    expect(minutes(list.before(START + 30 * 60_000, new Set(['gap']))?.from)).toBe(10)
    expect(list.before(START + 10 * 60_000, all)).toBeNull()
    expect(list.after(START + 11 * 60_000, all)).toMatchObject({
      kind: 'fastDriving',
      truckId: 'other',
      to: null,
    })
  })

  test('that begin at the same time are each reached once, there and back', () => {
    const list = new EventList()
    list.add([event(10, 'stop', 'c'), event(5, 'stop', 'z'), event(10, 'gap', 'a'), event(10, 'stop', 'a')])
    list.add([event(20, 'stop', 'b'), event(10, 'stop', 'b')])
    const told = ({ truckId, kind, from }: ShownEvent) => `${minutes(from)} ${truckId} ${kind}`
    const there: string[] = []
    let here: ShownEvent | null = null
    for (let next = list.after(START, all); next !== null; next = list.after(next, all)) {
      here = next
      there.push(told(next))
    }
    expect(there).toEqual(['5 z stop', '10 a stop', '10 a gap', '10 b stop', '10 c stop', '20 b stop'])
    const back: string[] = []
    for (; here !== null; here = list.before(here, all)) back.push(told(here))
    expect(back).toEqual(there.toReversed())
  })

  test('of a kind that fall into the same place are one mark', () => {
    const list = new EventList()
    list.add([event(-10, 'stop'), event(0, 'stop'), event(1, 'stop'), event(50, 'stop'), event(70, 'stop')])
    const marks = list.marks('stop', { from: START, to: START + 60 * 60_000 }, 6)
    expect([...marks]).toEqual([3, 0, 0, 0, 0, 1])
    expect(marksPath(marks).match(/M/g)).toHaveLength(2)
    expect(list.count('stop')).toBe(5)
  })

  test('are no more than can be kept', () => {
    const list = new EventList()
    const many = Array.from({ length: 10_000 }, (_, i) => event(i, 'stop'))
    for (let i = 0; i < 25; i++) list.add(many)
    expect(list.length).toBe(MOST_EVENTS)
    expect(list.isFull).toBe(true)
  })
})

describe('the time line', () => {
  test('is written on where the clocks of the zone show full hours', () => {
    const day = { from: Date.parse('2026-11-19T22:00:00Z'), to: Date.parse('2026-11-20T22:00:00Z') }
    const ticks = ticksOf(day, 'Europe/Athens')
    expect(ticks[0]).toEqual({ at: day.from, midnight: true })
    expect(ticks.at(-1)).toEqual({ at: day.to, midnight: true })
    expect(ticks).toHaveLength(9)
    const month = ticksOf({ from: day.from, to: day.from + 31 * 86_400_000 }, 'Europe/Athens')
    expect(month.every(({ midnight }) => midnight)).toBe(true)
    expect(month.length).toBeLessThanOrEqual(10)
    // In a narrow window there is room for fewer.
    expect(ticksOf(day, 'Europe/Athens', 6)).toHaveLength(5)
    expect(strides(day)).toEqual({ short: 60_000, long: 600_000 })
  })
})

test('a span that cannot be played is told why', () => {
  const now = START
  expect(faultOf({ from: START - 1000, to: START }, now)).toBeNull()
  expect(faultOf({ from: START, to: START }, now)).toMatch(/after the beginning/)
  expect(faultOf({ from: START + 1, to: START + 2 }, now)).toMatch(/not happened/)
  expect(faultOf({ from: START - 32 * 86_400_000, to: START }, now)).toMatch(/31 days/)
  expect(faultOf({ from: Number.NaN, to: START }, now)).toMatch(/both/)
})
