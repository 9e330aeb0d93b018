import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { toast } from 'sonner'
import { answerOf, api } from '@/api/client'
import { messageOf } from '@/api/problem'
import type { UnknownDevice } from '@/api/types'
import { useLive } from '@/lib/live/store'

/** A phone that waits to be let in tries again within minutes; nobody wants to load the page for it. */
const LOOK_AGAIN_MS = 5_000
const FIRST_FIX_MS = 2_000
const PANEL_MS = 30_000
const GRAIN_MS = 10_000
const SETTLED_MS = 2_000

const path = (id: string) => ({ params: { path: { id } } })

const phonesQuery = (truckId: string) =>
  queryOptions({
    queryKey: ['phones', 'of', truckId],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/trucks/{id}/phones', { ...path(truckId), signal })),
    select: ({ items }) => items,
    staleTime: 5_000,
  })

/** The truck's phones, looked at again when one moved it on the map, and now and then. */
export function useTruckPhones(truckId: string) {
  const movedAt = useLive((state) => {
    const fix = state.fixes.get(truckId)
    return fix?.source === 'phone' ? Math.floor(fix.at / GRAIN_MS) : null
  })
  const phones = useQuery({ ...phonesQuery(truckId), refetchInterval: PANEL_MS })
  const { refetch } = phones
  useEffect(() => {
    if (movedAt === null) return
    void refetch()
    // What a phone says of itself is stored a moment after where it is, which is on the map by then.
    const again = setTimeout(() => void refetch(), SETTLED_MS)
    return () => clearTimeout(again)
  }, [movedAt, refetch])
  return phones
}

/** The phone that is being set up: looked for until its first fix is in, and at once when the truck moves on the map. */
export function useAwaitedPhone(truckId: string, deviceId: string) {
  const fixAt = useLive((state) => state.fixes.get(truckId)?.at ?? null)
  const { data, refetch } = useQuery({
    ...phonesQuery(truckId),
    refetchInterval: ({ state }) =>
      state.data?.items.find((phone) => phone.deviceId === deviceId)?.firstFixAt == null
        ? FIRST_FIX_MS
        : false,
  })
  useEffect(() => {
    if (fixAt !== null) void refetch()
  }, [fixAt, refetch])
  return data?.find((phone) => phone.deviceId === deviceId) ?? null
}

/** Prepares a phone for the truck; the same one for as long as it was not heard of. */
export const useSetup = (truckId: string) =>
  useQuery({
    queryKey: ['phone-setup', truckId],
    queryFn: () => answerOf(api.POST('/api/v1/trucks/{id}/phone-setup', path(truckId))),
    // Each answer may carry a token that is shown only once, so a dialog keeps its own for as long as it is open.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

export function useTakePhoneAway(truckId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (deviceId: string) =>
      answerOf(
        api.DELETE('/api/v1/trucks/{id}/phones/{deviceId}', { params: { path: { id: truckId, deviceId } } }),
      ),
    onSuccess: refresh,
  })
}

export const useUnknownDevices = () =>
  useInfiniteQuery({
    queryKey: ['phones', 'unknown'],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === null ? {} : { cursor: pageParam }
      return answerOf(api.GET('/api/v1/devices/unknown', { params: { query }, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: LOOK_AGAIN_MS,
  })

/** Gives the device to a truck that is there, or to a new one. */
export function useGiveDevice() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({
      device,
      to,
    }: {
      device: UnknownDevice
      to: { truckId: string } | { truckNumber: string }
    }) => answerOf(api.POST('/api/v1/devices/unknown/{id}/truck', { ...path(device.id), body: to })),
    onSuccess: refresh,
  })
}

export function useForgetDevice() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (device: UnknownDevice) =>
      answerOf(api.DELETE('/api/v1/devices/unknown/{id}', path(device.id))),
    onSuccess: refresh,
    onError: (error) => toast.error(messageOf(error)),
  })
}

export const useIntakeTokens = () =>
  useInfiniteQuery({
    queryKey: ['phones', 'tokens'],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === null ? {} : { cursor: pageParam }
      return answerOf(api.GET('/api/v1/intake-tokens', { params: { query }, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export function useAddToken() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (name: string) => answerOf(api.POST('/api/v1/intake-tokens', { body: { name } })),
    onSuccess: refresh,
  })
}

export function useRevokeToken() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/api/v1/intake-tokens/{id}', path(id))),
    onSuccess: refresh,
  })
}

function useRefresh() {
  const client = useQueryClient()
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['phones'] }),
      client.invalidateQueries({ queryKey: ['trucks'] }),
    ])
  }
}
