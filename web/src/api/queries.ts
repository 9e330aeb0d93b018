import { MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import { answerOf, api } from './client'
import { ApiError } from './problem'

/** Who was refused something may have another role meanwhile: the page then offers what goes with it. */
function onError(error: Error) {
  if (error instanceof ApiError && error.is('forbidden')) {
    void queryClient.invalidateQueries({ queryKey: meQuery.queryKey, exact: true })
  }
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => error instanceof ApiError && error.passing && failures < 3,
    },
  },
})

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/me', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

export const motionSettingsQuery = queryOptions({
  queryKey: ['settings', 'motion'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/settings/motion', { signal })),
  staleTime: 10 * 60_000,
})

/** Asked for again each second while it is being made or removed. */
export const sampleQuery = queryOptions({
  queryKey: ['sample'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/sample', { signal })),
  refetchInterval: ({ state: { data } }) =>
    data?.state === 'making' || data?.state === 'removing' ? 1000 : false,
})

export const mapQuery = queryOptions({
  queryKey: ['map'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/map', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})
