import type { ServiceStatus } from '@/api/types'
import type { PillTone } from '@/components/ui/Pill'

export const serviceStatuses = [
  'operational',
  'maintenance',
  'out_of_service',
] as const satisfies readonly ServiceStatus[]

export const statusWords: Record<ServiceStatus, string> = {
  operational: 'Operational',
  maintenance: 'In maintenance',
  out_of_service: 'Out of service',
}

export const statusTones: Record<Exclude<ServiceStatus, 'operational'>, PillTone> = {
  maintenance: 'warn',
  out_of_service: 'bad',
}
