import { useQuery } from '@tanstack/react-query'
import { meQuery } from './queries'
import type { Permission } from './types'

/**
 * Whether who is signed in may do something here. What one may not do is not offered; the server refuses it in any case.
 */
export function useMay(): (permission: Permission) => boolean {
  const permissions = useQuery(meQuery).data?.permissions
  return (permission) => permissions?.includes(permission) ?? false
}
