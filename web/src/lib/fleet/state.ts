/** What a truck does now, as the server says it. The order is that of the counts and of a cluster's ring. */
export const motions = ['moving', 'idling', 'stopped', 'offline'] as const
export type Motion = (typeof motions)[number]

export const states = [...motions, 'none'] as const

/** A truck's motion, or `none` before its first fix. */
export type TruckState = (typeof states)[number]

export const stateWords: Record<TruckState, string> = {
  moving: 'moving',
  idling: 'idling',
  stopped: 'stopped',
  offline: 'offline',
  none: 'no fix yet',
}

/** Without the organization's own setting a truck is offline after this long without a fix. */
export const OFFLINE_AFTER_MS = 10 * 60_000

const motionOf = (said: string | null | undefined) => motions.find((motion) => motion === said) ?? null

/**
 * The state as the server says it. `goneBefore` is given only while nobody hears the server: a truck whose newest fix
 * is older than that counts as offline. A first fix comes a moment before its motion; until then the truck moves,
 * as every truck does that nothing has shown to be standing.
 */
export function stateOf(
  motion: string | null | undefined,
  lastFixAt: number | null,
  goneBefore: number | null,
): TruckState {
  if (lastFixAt === null) return 'none'
  if (goneBefore !== null && lastFixAt < goneBefore) return 'offline'
  return motionOf(motion) ?? 'moving'
}
