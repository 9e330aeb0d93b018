import { useQuery, useQueryClient } from '@tanstack/react-query'
import { serverNow, useNow } from '@/lib/live/clock'
import { ask, type Heard } from './ask'
import { isOver, pace } from './pace'

/** The shared truck, asked for again every few seconds while the page is seen and the link works. */
export function useShared(token: string) {
  const client = useQueryClient()
  const queryKey = ['shared', token]
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => ask(token, client.getQueryData<Heard>(queryKey), signal),
    networkMode: 'always',
    retry: false,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      ended(state.data)
        ? false
        : pace(
            state.status === 'error' ? state.error : null,
            Math.max(state.dataUpdatedAt, state.errorUpdatedAt),
          ),
    refetchOnWindowFocus: ({ state }) => (isOver(state.error) ? false : 'always'),
    refetchOnReconnect: ({ state }) => (isOver(state.error) ? false : 'always'),
  })
  const now = useNow()
  const truck = query.data?.truck
  return {
    truck,
    error: query.error,
    /** The first answer is still waited for, and not for the first time. */
    waiting: query.data === undefined && query.errorUpdateCount > 0,
    over: isOver(query.error) || (truck !== undefined && Date.parse(truck.expiresAt) <= now),
    heardAt: query.dataUpdatedAt,
    retry: () => void query.refetch(),
  }
}

const ended = (heard: Heard | undefined) =>
  heard !== undefined && Date.parse(heard.truck.expiresAt) <= serverNow()
