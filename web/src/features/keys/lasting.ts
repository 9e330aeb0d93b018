import type { ApiKey } from '@/api/types'

/** How long a secret works, in days. */
export const lastings = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '180', label: '180 days' },
  { value: '365', label: 'A year' },
] as const

/** For how long the secret before goes on working, in hours. */
export const overlaps = [
  { value: '0', label: 'Not at all: it ends at once' },
  { value: '1', label: '1 hour' },
  { value: '24', label: '24 hours' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days' },
] as const

export type Lasting = (typeof lastings)[number]['value']
export type Overlap = (typeof overlaps)[number]['value']

/** As long as this secret was given, where that is one of the choices. */
export function lastingOf(secret: ApiKey['secrets'][number] | undefined): Lasting {
  const days =
    secret && String(Math.round((Date.parse(secret.expiresAt) - Date.parse(secret.createdAt)) / 86_400_000))
  return lastings.find(({ value }) => value === days)?.value ?? '90'
}
