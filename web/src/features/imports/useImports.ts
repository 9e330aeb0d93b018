import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { toast } from 'sonner'
import { answerOf, api } from '@/api/client'
import { messageOf } from '@/api/problem'
import type { Import } from '@/api/types'

const POLL_MS = 1000

export const isOver = ({ status }: Pick<Import, 'status'>) => status !== 'QUEUED' && status !== 'RUNNING'

const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : POLL_MS),
    retry: (_, error) => 'passing' in error && error.passing === true,
    retryDelay: POLL_MS,
  })

/** One import, asked for every second until it is over. */
export function useImport(id: string) {
  const client = useQueryClient()
  const query = useQuery(importQuery(id))
  const over = query.data !== undefined && isOver(query.data)
  useEffect(() => {
    if (!over) return
    void client.invalidateQueries({ queryKey: ['imports', 'list'] })
    void client.invalidateQueries({ queryKey: ['trucks'] })
  }, [over, client])
  return query
}

export const useImports = () =>
  useInfiniteQuery({
    queryKey: ['imports', 'list'],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 10, ...(pageParam === null ? {} : { cursor: pageParam }) }
      return answerOf(api.GET('/api/v1/imports', { params: { query }, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((job) => !isOver(job))) ? 2 * POLL_MS : false,
  })

export function useCancelImport(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/imports/{id}', { params: { path: { id } } })),
    onError: (error) => toast.error(messageOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['imports'] }),
  })
}
