import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import type { Track } from '@/api/types'
import type { LiveFix } from '@/lib/live/store'
import type { Row } from '../rows'
import { useTrack } from './useTrack'

const { ask } = vi.hoisted(() => ({ ask: vi.fn() }))
vi.mock('@/api/client', () => ({ api: { GET: ask }, answerOf: (answer: unknown) => answer }))
vi.mock('@/lib/format/useFormat', () => ({ useFormat: () => ({ timeZone: 'UTC' }) }))
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

const MINUTE = 60_000
const WEEKS = 21 * 24 * 60 * MINUTE
const start = Date.parse('2026-11-01T08:00:00Z')

/** What the server knows: a fix a minute while the truck was driving. */
function answer(_path: string, { params }: { params: { query: { from: string; to: string } } }) {
  const { from, to } = params.query
  const driven = [start - 2 * MINUTE, start - MINUTE, start, start + WEEKS, start + WEEKS + MINUTE]
  const times = driven.filter((time) => time >= Date.parse(from) && time <= Date.parse(to))
  const coordinates = times.map((_time, index) => [23 + index / 100, 38])
  return Promise.resolve({
    type: 'Feature',
    geometry: times.length < 2 ? null : { type: 'LineString', coordinates },
    properties: { truckId: 'a', from, to, fixes: times.length, times, speedsKph: times.map(() => 40) },
  })
}

const rowAt = (at: number) => {
  const recordedAt = new Date(at).toISOString()
  const fix = { id: 'a', at, recordedAt, longitude: 24, latitude: 38, speedKph: 50 } as LiveFix
  return { id: 'a', fix, lastFixAt: at } as Row
}

test('the last 24 hours are those before the newest fix', async () => {
  ask.mockImplementation(answer)
  let row = rowAt(start)
  let shown: Track | undefined
  function Probe() {
    shown = useTrack(row, null).data
    return null
  }
  const root = createRoot(document.createElement('div'))
  const client = new QueryClient()
  const report = async (at: number) => {
    row = rowAt(at)
    act(() => root.render(createElement(QueryClientProvider, { client }, createElement(Probe))))
    // Once for the answer, and once for what the page does with it.
    for (let i = 0; i < 2; i++) await act(() => new Promise<void>((resolve) => setTimeout(resolve, 20)))
    return { times: shown?.properties.times, asked: ask.mock.calls.length }
  }

  expect(await report(start)).toEqual({ times: [start - 2 * MINUTE, start - MINUTE, start], asked: 1 })
  // A fix in time is only appended.
  expect(await report(start + MINUTE)).toEqual({
    times: [start - 2 * MINUTE, start - MINUTE, start, start + MINUTE],
    asked: 1,
  })
  // One after weeks leaves nothing of the old line.
  expect(await report(start + WEEKS)).toEqual({ times: [start + WEEKS], asked: 2 })
  expect(await report(start + WEEKS + MINUTE)).toEqual({
    times: [start + WEEKS, start + WEEKS + MINUTE],
    asked: 3,
  })
  expect(await report(start + WEEKS + 2 * MINUTE)).toMatchObject({ asked: 3 })
  expect(shown?.properties.fixes).toBe(3)
  act(() => root.unmount())
  client.clear()
})
