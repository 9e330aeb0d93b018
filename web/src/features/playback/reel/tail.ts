import type { Speed } from './clock'

const SHORTEST_MS = 5 * 60_000
const LONGEST_MS = 2 * 3_600_000
/** So long ago, as someone watches it, a truck was at its tail's end. */
const WATCHED_MS = 12_000

/** How much of its way a truck draws behind it: the faster it is played, the more. */
export const tailMs = (speed: Speed) => Math.min(Math.max(WATCHED_MS * speed, SHORTEST_MS), LONGEST_MS)
