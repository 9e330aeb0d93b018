const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A span in a person's words: "4 s", "6 min", "3 h", "5 days". */
export function span(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`
  const days = Math.floor(ms / DAY)
  return days === 1 ? '1 day' : `${days} days`
}

/** How long ago, as far as the server's clock goes. A fix from a clock that runs ahead is "now". */
export function age(atMs: number, nowMs: number): string {
  const gone = nowMs - atMs
  return gone < SECOND ? 'now' : `${span(gone)} ago`
}
