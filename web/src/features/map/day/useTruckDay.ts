import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DayFigures, Stop, Track } from '@/api/types'
import { type Piece, type Span, spanOf } from '@/lib/day/pieces'
import { daysQuery, historyKey, stopsQuery, timelineQuery } from '@/lib/day/queries'
import { type Day, dayOf } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { useNews } from '@/lib/hooks'
import { serverNow } from '@/lib/live/clock'
import type { Row } from '../rows'
import { tracksKey, useTrack } from '../track/useTrack'

/** One day of one truck: what it did, where it stood, how far it came. */
export interface TruckDay {
  /** The day that is looked at, or that of the newest fix. */
  day: Day
  span: Span
  /** Undefined while being fetched, as the next three. */
  pieces: readonly Piece[] | undefined
  stops: readonly Stop[] | undefined
  figures: DayFigures | null | undefined
  track: Track | null | undefined
  error: Error | null
  retry: () => void
}

/** Nothing is known of the day: it lies before the truck's first fix. */
export const isUnknown = ({ pieces, figures }: TruckDay) => pieces?.length === 0 && figures === null

const noStops: readonly Stop[] = []

/** Null for a truck that never had a fix. A fix from a clock that runs ahead does not open tomorrow. */
export function useTruckDay(row: Row | null, chosen: Day | null): TruckDay | null {
  const { timeZone } = useFormat()
  const client = useQueryClient()
  const lastFixAt = row?.lastFixAt ?? null
  const day = lastFixAt === null ? null : (chosen ?? dayOf(Math.min(lastFixAt, serverNow()), timeZone))
  const span = useMemo(() => (day === null ? { from: 0, to: 1 } : spanOf(day, timeZone)), [day, timeZone])
  const id = row?.id ?? ''
  const enabled = day !== null

  const track = useTrack(row, day)
  const timeline = useQuery({ ...timelineQuery(id, span), enabled })
  const stops = useQuery({ ...stopsQuery(id, span), enabled })
  const figures = useQuery(
    day === null ? { queryKey: ['history', 'none'], queryFn: skipToken } : daysQuery(id, day, day),
  )

  // A truck that has stopped or gone on has a new piece in its band.
  const refresh = () => void client.invalidateQueries({ queryKey: historyKey(id) })
  useNews(id, `${row?.state} ${row?.since}`, refresh)

  // When the band was mended behind its end, fixes have come late: then the line on the map is not whole either.
  const past = timeline.data && JSON.stringify(timeline.data.slice(0, -1))
  useNews(`${id} ${day}`, past, () => void client.invalidateQueries({ queryKey: [...tracksKey, id, day] }))

  if (day === null) return null
  const { data: pieces } = timeline
  return {
    day,
    span,
    pieces,
    stops: stops.data ?? (stops.error === null ? undefined : noStops),
    figures: figures.data === undefined ? undefined : (figures.data[0] ?? null),
    track: track.data ?? (track.isPending ? undefined : null),
    error: pieces === undefined ? timeline.error : null,
    retry: refresh,
  }
}
