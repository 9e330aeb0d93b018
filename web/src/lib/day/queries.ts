import { queryOptions } from '@tanstack/react-query'
import { answerOf, api } from '@/api/client'
import type { Day } from '@/lib/format/time'
import { pieceOf, type Span } from './pieces'

/** A late batch may mend any day without any news on the live line, so what is looked at is asked for again. */
const AGAIN_MS = 10_000

export const historyKey = (truckId: string) => ['history', truckId] as const

const path = (id: string, { from, to }: Span) => ({
  path: { id },
  query: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
})

export const timelineQuery = (truckId: string, span: Span) =>
  queryOptions({
    queryKey: [...historyKey(truckId), 'timeline', span.from, span.to],
    queryFn: async ({ signal }) => {
      const params = path(truckId, span)
      const { items } = await answerOf(api.GET('/api/v1/trucks/{id}/timeline', { params, signal }))
      return items.map(pieceOf)
    },
    refetchInterval: AGAIN_MS,
  })

export const stopsQuery = (truckId: string, span: Span) =>
  queryOptions({
    queryKey: [...historyKey(truckId), 'stops', span.from, span.to],
    queryFn: async ({ signal }) => {
      const params = path(truckId, span)
      return (await answerOf(api.GET('/api/v1/trucks/{id}/stops', { params, signal }))).items
    },
    refetchInterval: AGAIN_MS,
  })

/** The figures of each day from one date to another, both included. */
export const daysQuery = (truckId: string, from: Day, to: Day) =>
  queryOptions({
    queryKey: [...historyKey(truckId), 'days', from, to],
    queryFn: async ({ signal }) => {
      const params = { path: { id: truckId }, query: { from, to } }
      return (await answerOf(api.GET('/api/v1/trucks/{id}/days', { params, signal }))).items
    },
    refetchInterval: AGAIN_MS,
  })
