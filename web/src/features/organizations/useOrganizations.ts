import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answerOf, api } from '@/api/client'
import type { OrganizationChange } from '@/api/types'
import { usePages } from '@/lib/pages'

export const useOrganizations = () =>
  usePages(['organizations'], (cursor, signal) =>
    answerOf(api.GET('/api/v1/organizations', { params: { query: { cursor } }, signal })),
  )

/** Changes the organization with this id; null adds one. */
export function useSaveOrganization(id: string | null) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: OrganizationChange) =>
      id === null
        ? answerOf(api.POST('/api/v1/organizations', { body }))
        : answerOf(api.PUT('/api/v1/organizations/{id}', { params: { path: { id } }, body })),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['organizations'] }),
        client.invalidateQueries({ queryKey: ['me'] }),
      ]),
  })
}
