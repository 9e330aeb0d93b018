import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answerOf, api } from '@/api/client'
import type { ApiKeyWish } from '@/api/types'
import { usePages } from '@/lib/pages'

const listKey = ['api-keys']
const path = (id: string) => ({ params: { path: { id } } })

export const useKeys = () =>
  usePages(listKey, (cursor, signal) =>
    answerOf(api.GET('/api/v1/api-keys', { params: { query: { cursor } }, signal })),
  )

function useChange<Wish, Made>(mutationFn: (wish: Wish) => Promise<Made>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
  })
}

export const useAddKey = () =>
  useChange((body: ApiKeyWish) => answerOf(api.POST('/api/v1/api-keys', { body })))

export const useRotateKey = (id: string) =>
  useChange((body: { overlapHours: number; expiresInDays: number }) =>
    answerOf(api.POST('/api/v1/api-keys/{id}/rotate', { ...path(id), body })),
  )

export const useRevokeKey = () =>
  useChange((id: string) => answerOf(api.DELETE('/api/v1/api-keys/{id}', path(id))))
