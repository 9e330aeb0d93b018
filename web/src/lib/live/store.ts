import { create } from 'zustand'
import { setServerTime } from './clock'
import type { FleetCounts, LiveCluster, LiveMessage, LiveTruck } from './messages'

/** A truck's newest fix, with its times also as numbers, because they are compared all the time. */
export interface LiveFix extends LiveTruck {
  at: number
  since: number | null
}

/** The one before, where nothing is new: then nothing of it is drawn anew. */
const fixOf = (truck: LiveTruck, before: LiveFix | undefined): LiveFix =>
  before !== undefined &&
  (Object.keys(truck) as (keyof LiveTruck)[]).every((key) => truck[key] === before[key])
    ? before
    : {
        ...truck,
        at: Date.parse(truck.recordedAt),
        since: truck.motionSince ? Date.parse(truck.motionSince) : null,
      }

export type Connection =
  | { state: 'connecting' }
  | { state: 'live' }
  /** `retryAt` (this machine's clock) is null while a try is under way. */
  | { state: 'lost'; since: number; retryAt: number | null }

/** What is known of a fleet of which only a part is told truck by truck: those in view, found, or followed. */
export interface Large {
  counts: FleetCounts | null
  /** Of the trucks in view; null while these are told one by one. */
  clusters: readonly LiveCluster[] | null
  /** How many trucks are in the clusters. */
  total: number
}

interface LiveState {
  /** By their ids; all trucks of the fleet, unless it is large. */
  fixes: ReadonlyMap<string, LiveFix>
  /** The trucks with a fix; a new array only when one comes or goes. */
  ids: readonly string[]
  large: Large | null
  /** The server was asked for all trucks: it answers with them, or with clusters if they are too many. */
  asksAll: boolean
  /** The server's time of the last message, null before the first snapshot. */
  heardAt: number | null
  connection: Connection
}

const empty: LiveState = {
  fixes: new Map(),
  ids: [],
  large: null,
  asksAll: true,
  heardAt: null,
  connection: { state: 'connecting' },
}

export const useLive = create<LiveState>(() => empty)

export function receive(message: LiveMessage) {
  const heardAt = Date.parse(message.at)
  setServerTime(heardAt)
  useLive.setState((state) => ({ ...merge(state, message), heardAt }))
}

export const setConnection = (connection: Connection) => useLive.setState({ connection })

/** Another organization may sign in next: nothing of this one stays in memory. */
export const forgetFleet = () => useLive.setState(empty, true)

type Merged = Pick<LiveState, 'fixes' | 'ids' | 'large' | 'asksAll'>

export const merge = (state: Merged, message: LiveMessage): Merged => ({
  ...trucksAfter(state, message),
  ...fleetAfter(state, message),
})

function trucksAfter({ fixes: before, ids }: Merged, message: LiveMessage): Pick<Merged, 'fixes' | 'ids'> {
  if (message.type === 'tick') return { fixes: before, ids }
  const gone = message.type === 'changes' ? message.gone : []
  const whole = message.type !== 'changes'
  if (!whole && message.trucks.length === 0 && gone.length === 0) return { fixes: before, ids }
  const fixes = new Map(whole ? [] : before)
  for (const truck of message.trucks) fixes.set(truck.id, fixOf(truck, before.get(truck.id)))
  for (const id of gone) fixes.delete(id)
  const same = fixes.size === before.size && !message.trucks.some(({ id }) => !before.has(id))
  return { fixes, ids: same ? ids : [...fixes.keys()] }
}

/** With fewer trucks than this the server tells each, even to who had clusters before. */
const FEWEST_CLUSTERED = 1_800

const isSmall = (counts: FleetCounts | null) =>
  counts !== null && counts.total - counts.noFix < FEWEST_CLUSTERED

function fleetAfter({ large, asksAll }: Merged, message: LiveMessage): Pick<Merged, 'large' | 'asksAll'> {
  const counts = message.fleet ?? large?.counts ?? null
  const small = isSmall(counts)
  if (message.type === 'clusters') {
    const { clusters, total } = message
    return { large: { counts, clusters, total }, asksAll: asksAll && small }
  }
  if (large === null || (message.type === 'snapshot' && asksAll)) return { large: null, asksAll: true }
  if (message.type === 'snapshot') return { large: { counts, clusters: null, total: 0 }, asksAll: small }
  return message.fleet ? { large: { ...large, counts }, asksAll: asksAll || small } : { large, asksAll }
}
