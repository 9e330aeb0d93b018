import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { answerOf, api } from '@/api/client'
import type { Track } from '@/api/types'
import { type Day, dayOf, daySpan } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { useLive } from '@/lib/live/store'
import type { Row } from '../rows'
import { append } from './track'

/** Points closer to the straight line than this are left out: nobody can see them. */
const TOLERANCE_METERS = 8

export const tracksKey = ['track'] as const

const trackQuery = (truckId: string, day: Day, timeZone: string) =>
  queryOptions({
    queryKey: [...tracksKey, truckId, day, timeZone],
    queryFn: ({ signal }): Promise<Track> => {
      const { from, to } = daySpan(day, timeZone)
      const query = {
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        toleranceMeters: TOLERANCE_METERS,
      }
      return answerOf(
        api.GET('/api/v1/trucks/{id}/track', { params: { path: { id: truckId }, query }, signal }),
      )
    },
    // Live fixes are appended as they come, so there is nothing to ask for again while the line is good.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })

/** The selected truck's track of a day; it grows with the truck's live fixes of that day. */
export function useTrack(row: Row | null, day: Day | null) {
  const { timeZone } = useFormat()
  const client = useQueryClient()
  const options = trackQuery(row?.id ?? '', day ?? '', timeZone)
  const query = useQuery({ ...options, enabled: row !== null && day !== null })
  const connection = useLive((state) => state.connection.state)

  const fix = row?.fix ?? null
  const seen = useRef(fix)
  const asked = useRef<typeof fix>(null)
  const track = query.data
  const key = JSON.stringify(options.queryKey)
  useEffect(() => {
    const before = seen.current
    seen.current = fix
    if (fix === null || dayOf(fix.at, timeZone) !== day) return
    const queryKey = JSON.parse(key) as string[]
    if (track === undefined || track.geometry === null) {
      // There is no line yet that could grow, so a newer fix is asked for, once.
      const isNews = before?.id === fix.id && before.at < fix.at
      if (!isNews || asked.current === fix) return
      asked.current = fix
      void client.invalidateQueries({ queryKey })
      return
    }
    const grown = append(track, fix)
    if (grown !== track) client.setQueryData<Track>(queryKey, grown)
  }, [fix, day, timeZone, track, key, client])

  // What came while the line was broken is only on the server.
  useEffect(() => {
    if (connection !== 'lost') return
    return () => void client.invalidateQueries({ queryKey: tracksKey })
  }, [connection, client])

  return query
}
