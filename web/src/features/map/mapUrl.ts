import { type Frame, formatFrame, parseFrame } from '@/components/map/frame'
import { states, type TruckState } from '@/lib/fleet/state'
import { type Day, isDay } from '@/lib/format/time'

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
