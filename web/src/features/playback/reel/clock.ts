export const speeds = [1, 10, 30, 60, 120, 300, 600] as const
export type Speed = (typeof speeds)[number]

export const isSpeed = (value: number): value is Speed => (speeds as readonly number[]).includes(value)

/** The next faster (or slower) one. */
export const shiftSpeed = (speed: Speed, by: 1 | -1): Speed =>
  speeds[Math.min(Math.max(speeds.indexOf(speed) + by, 0), speeds.length - 1)] ?? speed

interface Moment {
  head: number
  /** How much of the past there is to be played, from one instant to another. */
  span: { from: number; to: number }
  /** Up to which instant it is at hand. */
  until: number
  speed: Speed
  loop: boolean
}

/**
 * Where the play head is after some time: it waits where the past is not at hand, and at the end it stops or begins
 * again. A page that was asleep for long goes on where it was.
 */
export function advance({ head, span, until, speed, loop }: Moment, elapsedMs: number) {
  const wanted = head + Math.min(Math.max(elapsedMs, 0), LONGEST_FRAME_MS) * speed
  if (wanted >= span.to && until >= span.to)
    return loop
      ? { head: span.from, waiting: false, ended: false }
      : { head: span.to, waiting: false, ended: true }
  if (wanted > until) return { head: Math.max(head, Math.min(until, span.to)), waiting: true, ended: false }
  return { head: wanted, waiting: false, ended: false }
}

const LONGEST_FRAME_MS = 1_000

/** So many fixes a second of watching are read at most; more nobody sees. */
const FIXES_PER_SECOND = 10_000

const thinnings = [0, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600] as const

/** At most one fix per truck in so many seconds, so that a fleet can be played fast. */
export function everyFor(trucks: number, speed: Speed): number {
  const wanted = (trucks * speed) / FIXES_PER_SECOND
  if (wanted < (thinnings[1] ?? 0)) return 0
  return thinnings.find((every) => every >= wanted) ?? 3600
}
