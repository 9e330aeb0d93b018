import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api } from '@/api/client'
import { ApiError } from '@/api/problem'
import { type FleetTruck, fleetTruckOf } from './useFleet'

const truckQuery = (id: string) =>
  queryOptions({
    queryKey: ['trucks', 'one', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/trucks/{id}', { params: { path: { id } }, signal })),
    staleTime: 60_000,
  })

/** One truck by its id, where the list of all is not at hand; one that is archived is missing. */
export function useTruck(id: string | null): { truck: FleetTruck | null; missing: boolean } {
  const { data, error } = useQuery({ ...truckQuery(id ?? ''), enabled: id !== null })
  const truck = useMemo(() => (data && data.archivedAt === null ? fleetTruckOf(data) : null), [data])
  if (id === null) return { truck: null, missing: false }
  const refused = error instanceof ApiError && !error.passing
  return { truck, missing: refused || (data !== undefined && truck === null) }
}
