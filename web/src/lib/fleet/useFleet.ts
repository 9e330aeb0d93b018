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
    } while (cursor !== undefined)
    return trucks
  },
  staleTime: 60_000,
})

/** All trucks in natural order of their numbers: the written facts and, at once, whoever starts to report. */
export function useFleet() {
  const facts = useQuery(fleetQuery)
  const liveIds = useLive((state) => state.ids)
  const { data, refetch } = facts

  const trucks = useMemo(() => {
    const all = new Map<string, FleetTruck>()
    for (const truck of data ?? [])
      all.set(truck.id, { id: truck.id, number: truck.truckNumber, facts: truck })
    const { fixes } = useLive.getState()
    for (const id of liveIds) {
      const number = fixes.get(id)?.truckNumber
      if (number !== undefined && !all.has(id)) all.set(id, { id, number, facts: null })
    }
    return [...all.values()].sort((a, b) => natural(a.number, b.number))
  }, [data, liveIds])

  // Asked once for each newcomer, and not again for one the list does not know either.
  const strangers = data === undefined ? 0 : trucks.length - data.length
  useEffect(() => {
    if (strangers === 0) return
    const timer = setTimeout(() => void refetch(), 1500)
    return () => clearTimeout(timer)
  }, [strangers, refetch])

  return { trucks, loading: facts.isPending, error: facts.error, retry: refetch }
}
