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

export type LiveMessage =
  | { type: 'snapshot'; at: string; trucks: LiveTruck[] }
  | { type: 'changes'; at: string; trucks: LiveTruck[]; gone: string[] }
  | { type: 'tick'; at: string }

export const SESSION_ENDED = 1008

export function parseMessage(data: unknown): LiveMessage | null {
  if (typeof data !== 'string') return null
  try {
    const message = JSON.parse(data) as LiveMessage
    return ['snapshot', 'changes', 'tick'].includes(message.type) ? message : null
  } catch {
    return null
  }
}
