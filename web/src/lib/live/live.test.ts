import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { backoff } from './backoff'
import { serverNow, setServerTime } from './clock'
import { type FleetCounts, type LiveMessage, type LiveTruck, parseMessage, type Watch } from './messages'
import { LiveSocket } from './socket'
import { type Connection, type LiveFix, merge } from './store'
import { watchOf } from './wish'

const truck = (id: string, recordedAt = '2026-11-21T12:00:00Z'): LiveTruck => ({
  id,
  truckNumber: id.toUpperCase(),
  recordedAt,
  latitude: 38,
  longitude: 23,
  speedKph: 50,
  headingDegrees: null,
  derived: false,
  ignition: null,
  motion: 'moving',
  motionSince: null,
  source: 'api',
  sample: false,
})

const at = '2026-11-21T12:00:10Z'
const snapshot = (...trucks: LiveTruck[]): LiveMessage => ({ type: 'snapshot', at, trucks })
const changes = (trucks: LiveTruck[], gone: string[] = []): LiveMessage => ({
  type: 'changes',
  at,
  trucks,
  gone,
})
const nothing = {
  fixes: new Map<string, LiveFix>(),
  ids: [],
  large: null,
  asksAll: true,
}

describe('merging', () => {
  test('a snapshot replaces everything', () => {
    const before = { ...nothing, ...merge(nothing, snapshot(truck('a'), truck('b'))) }
    const after = merge(before, snapshot(truck('b'), truck('c')))
    expect([...after.fixes.keys()]).toEqual(['b', 'c'])
    expect(after.ids).toEqual(['b', 'c'])
  })

  test('changes touch only the trucks they name', () => {
    const before = { ...nothing, ...merge(nothing, snapshot(truck('a'), truck('b'))) }
    const after = merge(before, changes([truck('a', '2026-11-21T12:00:09Z')]))
    expect(after.fixes.get('a')?.at).toBe(Date.parse('2026-11-21T12:00:09Z'))
    expect(after.fixes.get('b')).toBe(before.fixes.get('b'))
    expect(after.ids).toBe(before.ids)
  })

  test('trucks come and go', () => {
    const before = { ...nothing, ...merge(nothing, snapshot(truck('a'), truck('b'))) }
    expect(merge(before, changes([truck('c')], ['a'])).ids).toEqual(['b', 'c'])
  })

  test('a tick changes nothing', () => {
    const before = { ...nothing, ...merge(nothing, snapshot(truck('a'))) }
    expect(merge(before, { type: 'tick', at }).fixes).toBe(before.fixes)
  })

  test('a truck of which a snapshot says nothing new is the same object', () => {
    const before = { ...nothing, ...merge(nothing, snapshot(truck('a'), truck('b'))) }
    const after = merge(before, snapshot(truck('a'), { ...truck('b'), motion: 'stopped' }))
    expect(after.fixes.get('a')).toBe(before.fixes.get('a'))
    expect(after.fixes.get('b')?.motion).toBe('stopped')
  })

  test('a message may come as bytes', () => {
    const bytes = new TextEncoder().encode('{"type":"tick","at":"2026-11-21T12:00:10Z"}').buffer
    expect(parseMessage(bytes)).toEqual({ type: 'tick', at })
  })

  test('what is not a message is not heard', () => {
    expect([parseMessage('{"type":"hello"}'), parseMessage('no json'), parseMessage(new Blob())]).toEqual([
      null,
      null,
      null,
    ])
  })
})

describe('a large fleet', () => {
  const counts = (total: number): FleetCounts => ({
    total: total + 7,
    moving: total,
    idling: 0,
    stopped: 0,
    offline: 0,
    noFix: 7,
    box: [23, 37, 24, 38],
  })
  const cluster = {
    latitude: 38,
    longitude: 23,
    count: 2500,
    moving: 2500,
    idling: 0,
    stopped: 0,
    offline: 0,
    truck: null,
  }
  const clusters = (...trucks: LiveTruck[]): LiveMessage => ({
    type: 'clusters',
    at,
    total: 2500,
    clusters: [cluster],
    trucks,
  })
  const all = (...messages: LiveMessage[]) => messages.reduce(merge, nothing)

  test('is one whose trucks come as clusters; only the followed are told', () => {
    const state = all(snapshot(truck('a'), truck('b')), clusters(truck('b')))
    expect(state.ids).toEqual(['b'])
    expect(state.large).toEqual({ counts: null, clusters: [cluster], total: 2500 })
    expect(state.asksAll).toBe(false)
  })

  test('stays large where a part of it is told', () => {
    const state = all(clusters(), { ...clusters(), fleet: counts(2500) }, snapshot(truck('a')))
    expect(state.large).toEqual({ counts: counts(2500), clusters: null, total: 0 })
    expect(merge(state, changes([truck('c')])).ids).toEqual(['a', 'c'])
  })

  test('is asked for whole once it is small, and then is', () => {
    const shrunk = all(clusters(), snapshot(truck('a')), { type: 'tick', at, fleet: counts(1799) })
    expect(shrunk.large).not.toBeNull()
    expect(shrunk.asksAll).toBe(true)
    expect(merge(shrunk, clusters()).asksAll).toBe(true)
    const whole = merge(shrunk, snapshot(truck('a'), truck('b')))
    expect(whole).toMatchObject({ large: null, asksAll: true, ids: ['a', 'b'] })
  })

  test('that grows again while it is asked for whole stays large', () => {
    const state = all(
      clusters(),
      snapshot(),
      { type: 'tick', at, fleet: counts(1799) },
      { ...clusters(), fleet: counts(2500) },
    )
    expect(state.asksAll).toBe(false)
  })

  test('is asked for by what is in view, found or followed', () => {
    const wish = { view: null, found: null, followed: ['a', 'b', 'a'] }
    const view = { box: [23, 37, 24, 38] as const, zoom: 9 }
    const state = all(clusters())
    expect(watchOf(nothing, { ...wish, view })).toEqual({})
    expect(watchOf(state, wish)).toEqual({ trucks: [], follow: ['a', 'b'], fleet: true })
    expect(watchOf(state, { ...wish, view })).toEqual({ ...view, follow: ['a', 'b'], fleet: true })
    expect(watchOf(state, { ...wish, view, found: ['c'] })).toMatchObject({ trucks: ['c'] })
    expect(watchOf({ ...state, asksAll: true }, { ...wish, view })).toEqual({ fleet: true })
    const many = Array.from({ length: 60 }, (_, i) => String(i))
    expect(watchOf(state, { ...wish, followed: many }).follow).toHaveLength(50)
  })
})

test('ages are counted by the clock of the server', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T09:00:00Z') })
  setServerTime(Date.parse('2026-11-21T12:00:00Z'))
  vi.advanceTimersByTime(5000)
  expect(serverNow()).toBe(Date.parse('2026-11-21T12:00:05Z'))
  vi.useRealTimers()
})

test('waiting doubles up to half a minute, and half of it is chance', () => {
  expect([0, 1, 2, 3, 9].map((failures) => backoff(failures, () => 1))).toEqual([
    1000, 2000, 4000, 8000, 30_000,
  ])
  expect(backoff(9, () => 0)).toBe(15_000)
})

class FakeSocket {
  static all: FakeSocket[] = []
  readyState: number = WebSocket.OPEN
  sent: string[] = []
  onopen = () => {}
  onmessage = (_: { data: string }) => {}
  onclose = (_: { code: number }) => {}
  constructor(readonly ticket: string) {
    FakeSocket.all.push(this)
  }
  send(data: string) {
    this.sent.push(data)
  }
  close() {
    this.readyState = WebSocket.CLOSED
  }
  says(message: LiveMessage) {
    this.onmessage({ data: JSON.stringify(message) })
  }
}

describe('the live line', () => {
  const connections: Connection[] = []
  const heard: LiveMessage[] = []
  const ticket = vi.fn<() => Promise<string>>()
  const onSessionEnded = vi.fn<() => Promise<void>>()
  let line: LiveSocket
  let wanted: Watch

  const state = () => connections.at(-1)
  const newest = () => FakeSocket.all.at(-1) as FakeSocket
  const settle = () => vi.advanceTimersByTimeAsync(0)

  beforeEach(async () => {
    vi.useFakeTimers()
    FakeSocket.all = []
    connections.length = 0
    heard.length = 0
    let count = 0
    ticket.mockReset().mockImplementation(async () => `ticket-${++count}`)
    onSessionEnded.mockReset().mockResolvedValue()
    wanted = {}
    line = new LiveSocket({
      ticket,
      watch: () => wanted,
      open: (given) => new FakeSocket(given) as unknown as WebSocket,
      onMessage: (message) => heard.push(message),
      onConnection: (connection) => connections.push(connection),
      onSessionEnded,
    })
    line.start()
    await settle()
  })
  afterEach(() => {
    line.stop()
    vi.useRealTimers()
  })

  test('it is live with the first snapshot', () => {
    expect(state()).toEqual({ state: 'connecting' })
    newest().onopen()
    expect(newest().sent).toEqual(['{"type":"watch","binary":true}'])
    newest().says(snapshot(truck('a')))
    expect(state()).toEqual({ state: 'live' })
    expect(heard).toHaveLength(1)
  })

  test.each([1001, 1006, 1013])('a line closed with %i is opened again with a new ticket', async (code) => {
    newest().says(snapshot())
    newest().onclose({ code })
    expect(state()).toMatchObject({ state: 'lost' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(newest().ticket).toBe('ticket-2')
    newest().says(snapshot())
    expect(state()).toEqual({ state: 'live' })
  })

  test('it goes on trying while the server gives no ticket, and says since when', async () => {
    newest().says(snapshot())
    ticket.mockRejectedValue(new Error('away'))
    newest().onclose({ code: 1006 })
    const since = (state() as { since: number }).since
    await vi.advanceTimersByTimeAsync(20_000)
    expect(ticket.mock.calls.length).toBeGreaterThan(3)
    expect(state()).toMatchObject({ state: 'lost', since })
  })

  test('the network coming back ends the waiting', async () => {
    ticket.mockRejectedValue(new Error('away'))
    newest().onclose({ code: 1006 })
    await vi.advanceTimersByTimeAsync(30_000)
    ticket.mockResolvedValue('fresh')
    window.dispatchEvent(new Event('online'))
    await settle()
    expect(newest().ticket).toBe('fresh')
  })

  test('a line that says nothing for long is dead', async () => {
    newest().says(snapshot())
    await vi.advanceTimersByTimeAsync(30_000)
    newest().says({ type: 'tick', at })
    await vi.advanceTimersByTimeAsync(39_000)
    expect(state()).toEqual({ state: 'live' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(state()).toMatchObject({ state: 'lost' })
  })

  test('an ended session is asked about before the next try', async () => {
    newest().onclose({ code: 1008 })
    expect(onSessionEnded).toHaveBeenCalledOnce()
    await settle()
    expect(state()).toMatchObject({ state: 'lost' })
  })

  test('another wish is sent once, and again on each new line', async () => {
    newest().onopen()
    wanted = { box: [23, 37, 24, 38], zoom: 9 }
    line.ask()
    line.ask()
    const sent = '{"type":"watch","binary":true,"box":[23,37,24,38],"zoom":9}'
    expect(newest().sent).toEqual(['{"type":"watch","binary":true}', sent])
    newest().onclose({ code: 1001 })
    await vi.advanceTimersByTimeAsync(1000)
    newest().onopen()
    expect(newest().sent).toEqual([sent])
    newest().says({ type: 'clusters', at, total: 0, clusters: [], trucks: [] })
    expect(state()).toEqual({ state: 'live' })
  })

  test('an older line is no longer listened to', async () => {
    const old = newest()
    old.onclose({ code: 1006 })
    await vi.advanceTimersByTimeAsync(1000)
    old.says(snapshot(truck('z')))
    expect(heard).toHaveLength(0)
  })

  test('a stopped line stays closed', async () => {
    line.stop()
    newest().onclose({ code: 1006 })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(FakeSocket.all).toHaveLength(1)
  })
})
