import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answerOf, api } from '@/api/client'
import { meQuery } from '@/api/queries'
import { usePages } from '@/lib/pages'

const sessionsKey = ['me', 'sessions']

export const useMySessions = () =>
  usePages(sessionsKey, (cursor, signal) =>
    answerOf(api.GET('/api/v1/me/sessions', { params: { query: { cursor } }, signal })),
  )

export function useRename() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => answerOf(api.PUT('/api/v1/me', { body: { name } })),
    onSuccess: (user) => client.setQueryData(meQuery.queryKey, (me) => me && { ...me, user }),
  })
}

interface PasswordChange {
  currentPassword: string
  newPassword: string
}

export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: PasswordChange) => answerOf(api.PUT('/api/v1/me/password', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsKey }),
  })
}

/** Ends one session, or without an id all but this one. */
export function useEndSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string | null) =>
      id === null
        ? answerOf(api.DELETE('/api/v1/me/sessions'))
        : answerOf(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsKey }),
  })
}
