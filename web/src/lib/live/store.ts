import { create } from 'zustand'
import { setServerTime } from './clock'
import type { LiveMessage, LiveTruck } from './messages'

/** A truck's newest fix, with its times also as numbers, because they are compared all the time. */
export interface LiveFix extends LiveTruck {
  at: number
  since: number | null
}

const fixOf = (truck: LiveTruck): LiveFix => ({
  ...truck,
  at: Date.parse(truck.recordedAt),
  since: truck.motionSince ? Date.parse(truck.motionSince) : null,
})

export type Connection =
  | { state: 'connecting' }
  | { state: 'live' }
  /** `retryAt` (this machine's clock) is null while a try is under way. */
  | { state: 'lost'; since: number; retryAt: number | null }

interface LiveState {
  fixes: ReadonlyMap<string, LiveFix>
  /** The trucks with a fix; a new array only when one comes or goes. */
  ids: readonly string[]
  /** The server's time of the last message, null before the first snapshot. */
  heardAt: number | null
  connection: Connection
}

const empty: LiveState = { fixes: new Map(), ids: [], heardAt: null, connection: { state: 'connecting' } }

export const useLive = create<LiveState>(() => empty)

export function receive(message: LiveMessage) {
  const heardAt = Date.parse(message.at)
  setServerTime(heardAt)
  useLive.setState((state) => ({ ...merge(state, message), heardAt }))
}

export const setConnection = (connection: Connection) => useLive.setState({ connection })

/** Another organization may sign in next: nothing of this one stays in memory. */
export const forgetFleet = () => useLive.setState(empty, true)

export function merge(state: LiveState, message: LiveMessage): Pick<LiveState, 'fixes' | 'ids'> {
  if (message.type === 'tick') return state
  const whole = message.type === 'snapshot'
  if (!whole && message.trucks.length === 0 && message.gone.length === 0) return state
  const fixes = new Map(whole ? [] : state.fixes)
  for (const truck of message.trucks) fixes.set(truck.id, fixOf(truck))
  if (!whole) for (const id of message.gone) fixes.delete(id)
  const same = fixes.size === state.fixes.size && !message.trucks.some(({ id }) => !state.fixes.has(id))
  return { fixes, ids: same ? state.ids : [...fixes.keys()] }
}
