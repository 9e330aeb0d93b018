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
const start = Date.parse('2026-11-21T23:57:00Z')

/** What the server knows: a fix a minute while the truck was driving. */
function answer(_path: string, { params }: { params: { query: { from: string; to: string } } }) {
  const { from, to } = params.query
  const driven = [-2, -1, 0, 4, 5].map((minute) => start + minute * MINUTE)
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

test('a day grows with its live fixes, and the next day is asked for', async () => {
  ask.mockImplementation(answer)
  let row = rowAt(start)
  let day = '2026-11-21'
  let shown: Track | undefined
  function Probe() {
    shown = useTrack(row, day).data
    return null
  }
  const root = createRoot(document.createElement('div'))
  const client = new QueryClient()
  const report = async (minute: number) => {
    row = rowAt(start + minute * MINUTE)
    act(() => root.render(createElement(QueryClientProvider, { client }, createElement(Probe))))
    // Once for the answer, and once for what the page does with it.
    for (let i = 0; i < 2; i++) await act(() => new Promise<void>((resolve) => setTimeout(resolve, 20)))
    const times = shown?.properties.times.map((time) => (time - start) / MINUTE)
    return { times, asked: ask.mock.calls.length }
  }

  expect(await report(0)).toEqual({ times: [-2, -1, 0], asked: 1 })
  // A fix of this day is only appended.
  expect(await report(1)).toEqual({ times: [-2, -1, 0, 1], asked: 1 })
  // One of the next day is not of this line.
  expect(await report(4)).toEqual({ times: [-2, -1, 0, 1], asked: 1 })
  day = '2026-11-22'
  expect(await report(4)).toEqual({ times: [4, 5], asked: 2 })
  expect(await report(6)).toEqual({ times: [4, 5, 6], asked: 2 })
  expect(shown?.properties.fixes).toBe(3)
  act(() => root.unmount())
  client.clear()
})
