import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answerOf, api } from '@/api/client'
import type { ShareWish } from '@/api/types'

/** As many links as a truck may have at a time. */
const MOST = 50

const sharesQuery = (truckId: string) =>
  queryOptions({
    queryKey: ['shares', truckId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/trucks/{id}/shares', {
          params: { path: { id: truckId }, query: { live: true, limit: MOST } },
          signal,
        }),
      ),
    staleTime: 0,
    refetchInterval: 30_000,
  })

/** The links to a truck that work. */
export const useShares = (truckId: string) => useQuery(sharesQuery(truckId))

export function useMakeShare(truckId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ShareWish) =>
      answerOf(api.POST('/api/v1/trucks/{id}/shares', { params: { path: { id: truckId } }, body })),
    onSuccess: () => client.invalidateQueries(sharesQuery(truckId)),
  })
}

export function useRevokeShare(truckId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/api/v1/shares/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(sharesQuery(truckId)),
  })
}
