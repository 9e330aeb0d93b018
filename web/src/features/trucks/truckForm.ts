import { ApiError, messageOf } from '@/api/problem'
import type { ServiceStatus, Truck, TruckChange } from '@/api/types'

/** What stands in the form: texts as they are typed. */
export interface TruckForm {
  truckNumber: string
  serviceStatus: ServiceStatus
  company: string
  brand: string
  trailerSize: string
  operatingLocation: string
  fleetManager: string
  deviceIds: string
}

export type FormFaults = Partial<Record<keyof TruckForm, string>> & { form?: string }

export const formOf = (truck: Truck | null): TruckForm => ({
  truckNumber: truck?.truckNumber ?? '',
  serviceStatus: truck?.serviceStatus ?? 'operational',
  company: truck?.company ?? '',
  brand: truck?.brand ?? '',
  trailerSize: truck?.trailerSize ?? '',
  operatingLocation: truck?.operatingLocation ?? '',
  fleetManager: truck?.fleetManager ?? '',
  deviceIds: truck?.deviceIds.join(', ') ?? '',
})

export function bodyOf(form: TruckForm): TruckChange {
  // What is left out of the body is empty for the server.
  const text = (value: string) => value.trim() || undefined
  return {
    truckNumber: form.truckNumber.trim(),
    serviceStatus: form.serviceStatus,
    company: text(form.company),
    brand: text(form.brand),
    trailerSize: text(form.trailerSize),
    operatingLocation: text(form.operatingLocation),
    fleetManager: text(form.fleetManager),
    deviceIds: [...new Set(form.deviceIds.split(/[\s,;]+/).filter(Boolean))],
  }
}

export const faultsOf = (form: TruckForm): FormFaults =>
  form.truckNumber.trim() === '' ? { truckNumber: 'A truck needs a number.' } : {}

/** Puts what the server refused beside the field it is about. */
export function faultsFrom(error: unknown): FormFaults {
  if (!(error instanceof ApiError)) return { form: messageOf(error) }
  if (error.is('truck-number-taken') || error.is('truck-number-archived'))
    return { truckNumber: error.message }
  if (error.is('device-id-taken')) return { deviceIds: error.message }
  const faults: FormFaults = {}
  const known = Object.keys(formOf(null)) as (keyof TruckForm)[]
  for (const [field, message] of Object.entries(error.fields)) {
    // A fault of one device id is named "deviceIds[0]".
    const at = known.find((name) => field === name || field.startsWith(`${name}[`))
    if (at) faults[at] ??= message
  }
  return Object.keys(faults).length > 0 ? faults : { form: error.message }
}
