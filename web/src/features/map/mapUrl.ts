import { states, type TruckState } from '@/lib/fleet/state'
import { type Day, isDay } from '@/lib/format/time'

export interface Frame {
  latitude: number
  longitude: number
  zoom: number
}

/** What the map page's address says: enough for a link to show someone else the same. */
export interface MapUrl {
  truck: string | null
  day: Day | null
  q: string
  show: TruckState | null
  frame: Frame | null
}

export function parseMapUrl(params: URLSearchParams): MapUrl {
  const day = params.get('day')
  const show = params.get('show')
  return {
    truck: params.get('truck'),
    day: isDay(day) ? day : null,
    q: params.get('q') ?? '',
    show: states.find((state) => state === show) ?? null,
    frame: parseFrame(params.get('at')),
  }
}

/** The parameters after a change; everything that has its usual value stays out of the address. */
export function changeMapUrl(params: URLSearchParams, change: Partial<MapUrl>): URLSearchParams {
  const next = { ...parseMapUrl(params), ...change }
  if (next.truck === null) next.day = null
  const result = new URLSearchParams()
  if (next.truck !== null) result.set('truck', next.truck)
  if (next.day !== null) result.set('day', next.day)
  if (next.q !== '') result.set('q', next.q)
  if (next.show !== null) result.set('show', next.show)
  if (next.frame !== null) result.set('at', formatFrame(next.frame))
  return result
}

/** "37.9838,23.7275,11.2" */
function parseFrame(value: string | null): Frame | null {
  const [latitude, longitude, zoom] = (value ?? '').split(',').map(Number.parseFloat)
  if (latitude === undefined || longitude === undefined || zoom === undefined) return null
  const sane = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && zoom >= 0 && zoom <= 24
  return sane ? { latitude, longitude, zoom } : null
}

function formatFrame({ latitude, longitude, zoom }: Frame): string {
  const turned = ((((longitude + 180) % 360) + 360) % 360) - 180
  return `${latitude.toFixed(5)},${turned.toFixed(5)},${zoom.toFixed(2)}`
}
