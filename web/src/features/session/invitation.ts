import { queryOptions } from '@tanstack/react-query'
import { answerOf, api } from '@/api/client'

/** The token of an invitation's link, or null where the address is none. */
export function invitationTokenOf({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): string | null {
  return pathname === '/invitation' ? hash.slice(1) : null
}

/** What the link offers. */
export const offerQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => answerOf(api.POST('/api/v1/invitations/offer', { body: { token }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Joins as a new person, or without a name and a password as who is signed in. */
export const accept = (token: string, person?: { name: string; password: string }) =>
  answerOf(api.POST('/api/v1/invitations/accept', { body: { token, ...person } }))
