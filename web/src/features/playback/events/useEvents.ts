import { useEffect, useState } from 'react'
import { answerOf, api } from '@/api/client'
import { ApiError, messageOf } from '@/api/problem'
import type { Span } from '@/lib/day/pieces'
import { EventList } from './EventList'

export interface Events {
  list: EventList
  /** All of them are here, or as many as can be shown. */
  complete: boolean
  trouble: string | null
}

const PAUSE_MS = 2_000

/** Reads the events of a span, page by page. The list stays the same object; each answer is another `Events`. */
export function useEvents(span: Span, trucks: readonly string[], fastKph: number): Events {
  const [events, setEvents] = useState<Events>(() => ({
    list: new EventList(),
    complete: false,
    trouble: null,
  }))
  const { from, to } = span
  const ids = trucks.join(',')
  useEffect(() => {
    const closing = new AbortController()
    const list = new EventList()
    const say = (complete: boolean, trouble: string | null = null) => {
      if (!closing.signal.aborted) setEvents({ list, complete, trouble })
    }
    say(false)
    void read(list, { from, to }, ids === '' ? [] : ids.split(','), fastKph, closing.signal, say)
    return () => closing.abort()
  }, [from, to, ids, fastKph])
  return events
}

async function read(
  list: EventList,
  { from, to }: Span,
  truckId: string[],
  fastKph: number,
  signal: AbortSignal,
  say: (complete: boolean, trouble?: string | null) => void,
) {
  const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  let cursor: string | undefined
  while (!signal.aborted) {
    try {
      const query = { ...span, truckId, fastKph, cursor }
      const page = await answerOf(api.GET('/api/v1/playback/events', { params: { query }, signal }))
      list.add(page.items)
      cursor = page.next ?? undefined
      say(cursor === undefined || list.isFull)
      if (cursor === undefined || list.isFull) return
    } catch (error) {
      if (signal.aborted) return
      say(false, messageOf(error))
      if (!(error instanceof ApiError && error.passing)) return
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
}
