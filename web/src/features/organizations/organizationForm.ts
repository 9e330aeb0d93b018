import { faultsFrom as faultsAt } from '@/api/problem'
import type { Organization, OrganizationChange } from '@/api/types'

export type OrganizationFaults = Partial<Record<keyof OrganizationChange | 'form', string>>

export const formOf = ({ id: _, ...rest }: Organization): OrganizationChange => rest

/** A new one is most likely where the one is that it is made from. */
export const newFrom = (organization: Organization): OrganizationChange => ({
  ...formOf(organization),
  name: '',
})

export const isChanged = (form: OrganizationChange, stored: OrganizationChange) =>
  (Object.keys(stored) as (keyof OrganizationChange)[]).some((name) => form[name] !== stored[name])

export const faultsFrom = (error: Error | null): OrganizationFaults =>
  error === null
    ? {}
    : faultsAt(error, ['name', 'type', 'timeZone', 'country', 'units', 'locale', 'firstDayOfWeek'])
