import { ApiError } from '@/api/problem'

const USUAL_MS = 5_000
const AFTER_TROUBLE_MS = 10_000

/** Whether the link has ended, or never was one: asking again would change nothing. */
export const isOver = (error: unknown) => error instanceof ApiError && !error.passing

/**
 * After how long to ask again; false: not at all. The moment of the last answer stands in for chance, so that the pages
 * of many visitors do not ask in step.
 */
export function pace(error: unknown, answeredAt: number): number | false {
  if (isOver(error)) return false
  const told = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0
  const usual = error ? Math.max(AFTER_TROUBLE_MS, told) : USUAL_MS
  return usual * 0.8 + (answeredAt % 1000) * usual * 0.0004
}
