import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { answerOf, api } from '@/api/client'
import type { Track } from '@/api/types'
import { type Day, dayOf, daySpan } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { useLive } from '@/lib/live/store'
import type { Row } from '../rows'
import { append, hasMovedOn } from './track'

const DAY_MS = 86_400_000

/** Points closer to the straight line than this are left out: nobody can see them. */
const TOLERANCE_METERS = 8

export const tracksKey = ['track'] as const

const trackQuery = (truckId: string, day: Day | null, lastFixAt: number | null, timeZone: string) =>
  queryOptions({
    queryKey: [...tracksKey, truckId, day ?? 'last', timeZone],
    queryFn: ({ signal }): Promise<Track> => {
      const to = lastFixAt ?? 0
      const span = day === null ? { from: to - DAY_MS, to } : daySpan(day, timeZone)
      const query = {
        from: new Date(span.from).toISOString(),
        to: new Date(span.to).toISOString(),
        toleranceMeters: TOLERANCE_METERS,
      }
      return answerOf(
        api.GET('/api/v1/trucks/{id}/track', { params: { path: { id: truckId }, query }, signal }),
      )
    },
    enabled: day !== null || lastFixAt !== null,
    // Live fixes are appended as they come, so there is nothing to ask for again while the line is good.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })

/** The selected truck's track of the last 24 hours that have data, or of a day; it grows with the truck's live fixes. */
export function useTrack(row: Row | null, day: Day | null) {
  const { timeZone } = useFormat()
  const client = useQueryClient()
  const options = trackQuery(row?.id ?? '', day, row?.lastFixAt ?? null, timeZone)
  const query = useQuery({ ...options, enabled: row !== null && (day !== null || row.lastFixAt !== null) })
  const connection = useLive((state) => state.connection.state)

  const fix = row?.fix ?? null
  const seen = useRef(fix)
  const asked = useRef<typeof fix>(null)
  const track = query.data
  const key = JSON.stringify(options.queryKey)
  useEffect(() => {
    const isNews = fix !== null && seen.current !== null && seen.current.id === fix.id && seen.current !== fix
    seen.current = fix
    if (fix === null || (day !== null && dayOf(fix.at, timeZone) !== day)) return
    const queryKey = JSON.parse(key) as string[]
    const askOnce = () => {
      if (asked.current === fix) return
      asked.current = fix
      void client.invalidateQueries({ queryKey })
    }
    if (track === undefined || track.geometry === null) {
      if (isNews) askOnce()
      return
    }
    const grown = append(track, fix, day === null ? DAY_MS : undefined)
    if (grown !== track) client.setQueryData<Track>(queryKey, grown)
    if (day === null && !query.isFetching && hasMovedOn(track, fix.at, DAY_MS)) askOnce()
  }, [fix, day, timeZone, track, query.isFetching, key, client])

  // What came while the line was broken is only on the server.
  useEffect(() => {
    if (connection !== 'lost') return
    return () => void client.invalidateQueries({ queryKey: tracksKey })
  }, [connection, client])

  return query
}
