/** A truck whose newest fix is older than this is silent. */
export const SILENT_AFTER_MS = 10 * 60_000

export const states = ['reporting', 'silent', 'none'] as const

/** What can be said of a truck from its newest fix alone. */
export type TruckState = (typeof states)[number]

export const stateWords: Record<TruckState, string> = {
  reporting: 'reporting',
  silent: 'silent',
  none: 'no fix yet',
}

export function stateOf(lastFixAt: number | null, now: number): TruckState {
  if (lastFixAt === null) return 'none'
  return now - lastFixAt <= SILENT_AFTER_MS ? 'reporting' : 'silent'
}
