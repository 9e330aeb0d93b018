import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { answerOf, api } from '@/api/client'
import type { Truck } from '@/api/types'
import { useLive } from '@/lib/live/store'
import { natural } from '@/lib/natural'

/** A truck of the fleet: what is written about it, or only its number while that is still being fetched. */
export interface FleetTruck {
  id: string
  number: string
  facts: Truck | null
}

export const fleetTruckOf = (facts: Truck): FleetTruck => ({
  id: facts.id,
  number: facts.truckNumber,
  facts,
})

const PAGE = 200

export const fleetKey = ['trucks', 'fleet'] as const

const fleetQuery = queryOptions({
  queryKey: fleetKey,
  queryFn: async ({ signal }) => {
    const trucks: Truck[] = []
    let cursor: string | undefined
    do {
      const query = { limit: PAGE, sort: 'truckNumber', archived: false, cursor }
      const page = await answerOf(api.GET('/api/v1/trucks', { params: { query }, signal }))
      trucks.push(...page.items)
      cursor = page.next ?? undefined
      // Nobody reads through the list of a large fleet: its trucks are searched for.
      if (cursor !== undefined && useLive.getState().large !== null) throw new Error('The fleet is large.')
    } while (cursor !== undefined)
    return trucks
  },
  staleTime: 60_000,
})

/**
 * All trucks in natural order of their numbers: the written facts and, at once, whoever starts to report. Of a large
 * fleet only those that the live line tells one by one.
 */
export function useFleet() {
  const large = useLive((state) => state.large !== null)
  const facts = useQuery({ ...fleetQuery, enabled: !large })
  const liveIds = useLive((state) => state.ids)
  const { data, refetch } = facts

  const trucks = useMemo(() => {
    const all = new Map<string, FleetTruck>()
    for (const truck of data ?? []) all.set(truck.id, fleetTruckOf(truck))
    const { fixes } = useLive.getState()
    for (const id of liveIds) {
      const number = fixes.get(id)?.truckNumber
      if (number !== undefined && !all.has(id)) all.set(id, { id, number, facts: null })
    }
    const wanted = large ? [...all.values()].filter(({ id }) => fixes.has(id)) : [...all.values()]
    return wanted.sort((a, b) => natural(a.number, b.number))
  }, [data, liveIds, large])

  // Asked once for each newcomer, and not again for one the list does not know either.
  const strangers = data === undefined || large ? 0 : trucks.length - data.length
  useEffect(() => {
    if (strangers === 0) return
    const timer = setTimeout(() => void refetch(), 1500)
    return () => clearTimeout(timer)
  }, [strangers, refetch])

  const counted = useLive((state) => state.large?.counts?.total ?? null)
  return {
    trucks,
    large,
    /** Of the whole fleet; null while it is not known. */
    count: large ? counted : facts.isPending ? null : trucks.length,
    loading: facts.isPending && !large,
    error: large ? null : facts.error,
    retry: refetch,
  }
}
