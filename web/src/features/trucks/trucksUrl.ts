import type { ServiceStatus, TruckQuery } from '@/api/types'
import { serviceStatuses } from './words'

export const sortable = ['truckNumber', 'serviceStatus', 'company'] as const
export type SortField = (typeof sortable)[number]

/** What the list of trucks is asked for, as it stands in the address. */
export interface TrucksUrl {
  q: string
  status: ServiceStatus | null
  archived: boolean
  sort: { field: SortField; down: boolean }
}

export function parseTrucksUrl(params: URLSearchParams): TrucksUrl {
  const status = params.get('status')
  const sort = params.get('sort') ?? 'truckNumber'
  const field = sortable.find((name) => name === sort.replace(/^-/, ''))
  return {
    q: params.get('q') ?? '',
    status: serviceStatuses.find((known) => known === status) ?? null,
    archived: params.get('archived') === 'true',
    sort: { field: field ?? 'truckNumber', down: field !== undefined && sort.startsWith('-') },
  }
}

export function formatTrucksUrl(url: TrucksUrl): URLSearchParams {
  const params = new URLSearchParams()
  const sort = sortParameter(url)
  if (url.q !== '') params.set('q', url.q)
  if (url.status !== null) params.set('status', url.status)
  if (url.archived) params.set('archived', 'true')
  if (sort !== 'truckNumber') params.set('sort', sort)
  return params
}

export function queryOf(url: TrucksUrl): TruckQuery {
  return {
    sort: sortParameter(url),
    archived: url.archived,
    ...(url.q.trim() === '' ? {} : { q: url.q.trim() }),
    ...(url.status === null ? {} : { serviceStatus: url.status }),
  }
}

/** Pressing a column's head: upwards first, then downwards. */
export const turnSort = (sort: TrucksUrl['sort'], field: SortField): TrucksUrl['sort'] => ({
  field,
  down: sort.field === field && !sort.down,
})

const sortParameter = ({ sort }: TrucksUrl) => `${sort.down ? '-' : ''}${sort.field}`
