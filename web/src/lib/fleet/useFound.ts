import { keepPreviousData, queryOptions, skipToken, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api } from '@/api/client'
import type { Truck } from '@/api/types'
import { useSettled } from '@/lib/hooks'
import { natural } from '@/lib/natural'
import { type FleetTruck, fleetTruckOf, useFleet } from './useFleet'

/** More matches than this are not gone through; another word finds better. */
export const MOST_FOUND = 1_000

const PAGE = 200
const TYPED_MS = 200

interface Found {
  trucks: Truck[]
  /** There are more. */
  more: boolean
}

const foundQuery = (q: string, most: number) =>
  queryOptions({
    queryKey: ['trucks', 'found', q, most],
    queryFn:
      q === ''
        ? skipToken
        : async ({ signal }): Promise<Found> => {
            const trucks: Truck[] = []
            let cursor: string | undefined
            do {
              const query = { q, limit: Math.min(PAGE, most), sort: 'truckNumber', archived: false, cursor }
              const page = await answerOf(api.GET('/api/v1/trucks', { params: { query }, signal }))
              trucks.push(...page.items)
              cursor = page.next ?? undefined
            } while (cursor !== undefined && trucks.length < most)
            return { trucks, more: cursor !== undefined }
          },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

/** The trucks of a large fleet that the server's search finds; undefined while it searches for the first time. */
export function useFound(q: string, most = MOST_FOUND) {
  const settled = useSettled(q.trim(), TYPED_MS)
  const wanted = q.trim() === '' ? '' : settled
  const { data, error, refetch } = useQuery(foundQuery(wanted, most))
  const trucks = useMemo<FleetTruck[] | undefined>(
    () => data?.trucks.map(fleetTruckOf).sort((a, b) => natural(a.number, b.number)),
    [data],
  )
  return wanted === ''
    ? { trucks: undefined, more: false, error: null, retry: refetch }
    : { trucks, more: data?.more ?? false, error, retry: refetch }
}

/** The fleet to search in: all its trucks or, where it is large, those that the server finds. */
export function useSearched(q: string, most: number) {
  const fleet = useFleet()
  const found = useFound(fleet.large ? q : '', most)
  return { ...fleet, trucks: found.trucks ?? fleet.trucks }
}
