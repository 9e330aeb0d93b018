import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answerOf, api } from '@/api/client'
import type { Invitation, Role } from '@/api/types'
import { usePages } from '@/lib/pages'

const path = (id: string) => ({ params: { path: { id } } })

export const useMembers = () =>
  usePages(['members', 'list'], (cursor, signal) =>
    answerOf(api.GET('/api/v1/members', { params: { query: { cursor, limit: 100 } }, signal })),
  )

export const useInvitations = () =>
  usePages(['members', 'invitations'], (cursor, signal) =>
    answerOf(api.GET('/api/v1/invitations', { params: { query: { cursor } }, signal })),
  )

/** Whatever changes a member may change what one may do oneself. */
function useChange<Wish, Made>(mutationFn: (wish: Wish) => Promise<Made>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['members'] }),
        client.invalidateQueries({ queryKey: ['me'] }),
      ])
    },
  })
}

/** An invitation of the same address takes the place of the one before. */
export const useInvite = () =>
  useChange((body: Pick<Invitation, 'email' | 'role'>) => answerOf(api.POST('/api/v1/members', { body })))

export const useWithdraw = () =>
  useChange((id: string) => answerOf(api.DELETE('/api/v1/invitations/{id}', path(id))))

export const useSetRole = (id: string) =>
  useChange((role: Role) => answerOf(api.PUT('/api/v1/members/{id}', { ...path(id), body: { role } })))

export const useDeactivate = () =>
  useChange((id: string) => answerOf(api.DELETE('/api/v1/members/{id}', path(id))))

export const useReactivate = () =>
  useChange((id: string) => answerOf(api.POST('/api/v1/members/{id}/reactivate', path(id))))

export const useEndSessions = () =>
  useChange((id: string) => answerOf(api.DELETE('/api/v1/members/{id}/sessions', path(id))))

export const usePasswordLink = () =>
  useChange((id: string) => answerOf(api.POST('/api/v1/members/{id}/password-reset', path(id))))
