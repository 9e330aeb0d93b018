/** What the live web socket says. It is not part of the OpenAPI description, so its words stand here. */
export interface LiveTruck {
  id: string
  truckNumber: string
  recordedAt: string
  latitude: number
  longitude: number
  speedKph: number | null
  headingDegrees: number | null
  derived: boolean
  ignition: boolean | null
  motion: string | null
  /** Since when the motion lasts; of a truck that is offline the time of its newest fix. */
  motionSince: string | null
  source: string
  /** Of the sample fleet, which is simulated. */
  sample: boolean
}

/** Trucks that are near each other, at the mean of their places. */
export interface LiveCluster {
  latitude: number
  longitude: number
  count: number
  moving: number
  idling: number
  stopped: number
  offline: number
  /** Which truck it is, when it is one alone. */
  truck: string | null
}

/** West, south, east, north in degrees; west may lie east of east. */
export type Box = readonly [number, number, number, number]

/** How many trucks of the whole fleet do what. */
export interface FleetCounts {
  total: number
  moving: number
  idling: number
  stopped: number
  offline: number
  noFix: number
  /** Around all that have a fix. */
  box: Box | null
}

export type LiveMessage = { at: string; fleet?: FleetCounts } & (
  | { type: 'snapshot'; trucks: LiveTruck[] }
  | { type: 'clusters'; total: number; clusters: LiveCluster[]; trucks: LiveTruck[] }
  | { type: 'changes'; trucks: LiveTruck[]; gone: string[] }
  | { type: 'tick' }
)

/** What the page asks to be told. */
export interface Watch {
  box?: Box
  zoom?: number
  trucks?: readonly string[]
  /** Told of wherever they are, and however many others there are. */
  follow?: readonly string[]
  fleet?: true
}

export const SESSION_ENDED = 1008

const utf8 = new TextDecoder()

/** Text, or the bytes of the same text. */
export function parseMessage(data: unknown): LiveMessage | null {
  try {
    const text = typeof data === 'string' ? data : utf8.decode(data as ArrayBuffer)
    const message = JSON.parse(text) as LiveMessage
    return ['snapshot', 'clusters', 'changes', 'tick'].includes(message.type) ? message : null
  } catch {
    return null
  }
}
