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

/** How long something lasted, to the minute: "12 min", "5 h 41 min", "2 days 3 h". */
export function duration(ms: number): string {
  if (ms < MINUTE) return span(ms)
  const minutes = Math.floor(ms / MINUTE)
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  if (days > 0) return joined(days === 1 ? '1 day' : `${days} days`, hours, 'h')
  return hours > 0 ? joined(`${hours} h`, minutes % 60, 'min') : `${minutes} min`
}

const joined = (whole: string, rest: number, unit: string) => (rest > 0 ? `${whole} ${rest} ${unit}` : whole)

/** Hours of work for tables and totals: "5 h 41 min" of a day, "164 h" of a month. */
export function hours(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const whole = Math.floor(minutes / 60)
  return whole >= 100 ? `${Math.round(minutes / 60)} h` : joined(`${whole} h`, minutes % 60, 'min')
}
