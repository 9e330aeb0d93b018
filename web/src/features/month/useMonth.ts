import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api } from '@/api/client'
import type { DayFigures } from '@/api/types'
import { clip, type Piece, type Span, spanOf } from '@/lib/day/pieces'
import { daysQuery, timelineQuery } from '@/lib/day/queries'
import { type Day, daysOf, type Month } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'

export interface MonthDay {
  day: Day
  span: Span
  /** Empty before the first fix and in the future. */
  pieces: readonly Piece[]
  figures: DayFigures | null
}

const truckQuery = (id: string) =>
  queryOptions({
    queryKey: ['trucks', 'one', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/trucks/{id}', { params: { path: { id } }, signal })),
  })

/** A month of a truck, day by day as the organization's calendar has them. */
export function useMonth(truckId: string, month: Month) {
  const { timeZone } = useFormat()
  const days = useMemo(
    () => daysOf(month).map((day) => ({ day, span: spanOf(day, timeZone) })),
    [month, timeZone],
  )
  const first = days[0]
  const last = days.at(-1)
  const span = { from: first?.span.from ?? 0, to: last?.span.to ?? 1 }
  const truck = useQuery(truckQuery(truckId))
  const timeline = useQuery(timelineQuery(truckId, span))
  const figures = useQuery(daysQuery(truckId, first?.day ?? '', last?.day ?? ''))

  const filled = useMemo(
    () =>
      days.map(
        (day): MonthDay => ({
          ...day,
          pieces: clip(timeline.data ?? [], day.span),
          figures: figures.data?.find(({ date }) => date === day.day) ?? null,
        }),
      ),
    [days, timeline.data, figures.data],
  )
  return {
    truck: truck.data,
    days: filled,
    loading: timeline.isPending || figures.isPending,
    error: truck.error ?? timeline.error ?? figures.error,
    retry: () => void Promise.all([truck.refetch(), timeline.refetch(), figures.refetch()]),
  }
}
