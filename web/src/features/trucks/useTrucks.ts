import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { answerOf, api } from '@/api/client'
import { messageOf } from '@/api/problem'
import type { Truck, TruckChange } from '@/api/types'
import { queryOf, type TrucksUrl } from './trucksUrl'

const PAGE = 50

export function useTruckPages(url: TrucksUrl) {
  const filter = queryOf(url)
  return useInfiniteQuery({
    queryKey: ['trucks', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) }
      return answerOf(api.GET('/api/v1/trucks', { params: { query }, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

const path = (id: string) => ({ params: { path: { id } } })

/** Adds a truck, or changes the given one. */
export function useSaveTruck(truck: Truck | null) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: TruckChange) =>
      truck === null
        ? answerOf(api.POST('/api/v1/trucks', { body }))
        : answerOf(
            api.PUT('/api/v1/trucks/{id}', { ...path(truck.id), body: { ...body, version: truck.version } }),
          ),
    onSuccess: refresh,
  })
}

export function useArchiveTruck() {
  const refresh = useRefresh()
  const restore = useRestoreTruck()
  return useMutation({
    mutationFn: (truck: Truck) => answerOf(api.DELETE('/api/v1/trucks/{id}', path(truck.id))),
    onSuccess: async (_, truck) => {
      toast(`Truck ${truck.truckNumber} is archived.`, {
        duration: 8000,
        action: { label: 'Undo', onClick: () => restore.mutate(truck.id) },
      })
      await refresh()
    },
  })
}

export function useRestoreTruck() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) => answerOf(api.POST('/api/v1/trucks/{id}/restore', path(id))),
    onSuccess: async (truck) => {
      toast(`Truck ${truck.truckNumber} is back.`)
      await refresh()
    },
    onError: (error) => toast.error(messageOf(error)),
  })
}

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['trucks'] })
}
