/** Moments and days in the organization's time zone. A day is written "2026-11-21", as in the page's address. */
export type Day = string

/** The page speaks English: an organization elsewhere gets its own order only where that is English too. */
export const spokenLocale = (locale: string) => (/^en\b/i.test(locale) ? locale : 'en-GB')

const cache = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = cache.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { ...options, hourCycle: 'h23' })
  cache.set(key, made)
  return made
}

export const clock = (ms: number, timeZone: string, seconds = true) =>
  formatter('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  }).format(ms)

/** "21 Nov 2026, 14:06:32 Europe/Athens" */
export function fullTime(ms: number, timeZone: string, locale: string): string {
  const date = formatter(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' }).format(ms)
  return `${date}, ${clock(ms, timeZone)} ${timeZone}`
}

/** "21 Nov, 14:06"; the year only when it is not the present one. */
export const shortTime = (ms: number, nowMs: number, timeZone: string, locale: string) =>
  `${shortDate(ms, nowMs, timeZone, locale)}, ${clock(ms, timeZone, false)}`

/** "21 Nov"; the year only when it is not the present one. */
export function shortDate(ms: number, nowMs: number, timeZone: string, locale: string): string {
  const year = dayOf(ms, timeZone).slice(0, 4) === dayOf(nowMs, timeZone).slice(0, 4)
  return formatter(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(year ? {} : { year: 'numeric' }),
  }).format(ms)
}

/** "14:06" of today, "20 Nov, 14:06" of another day. */
export const since = (ms: number, nowMs: number, timeZone: string, locale: string) =>
  dayOf(ms, timeZone) === dayOf(nowMs, timeZone)
    ? clock(ms, timeZone, false)
    : shortTime(ms, nowMs, timeZone, locale)

/** "EET", or "GMT+3" where the zone has no short name in English. */
export function zoneName(ms: number, timeZone: string, locale: string): string {
  const parts = formatter(locale, { timeZone, hour: '2-digit', timeZoneName: 'short' }).formatToParts(ms)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

/** "08:10 – 16:40" today, "20 Nov, 08:10 – 16:40", "20 Nov, 22:00 – 21 Nov 2022, 06:30": the year only when it is another one, and once. */
export function timeSpan(from: number, to: number, nowMs: number, timeZone: string, locale: string): string {
  const [first, last] = [dayOf(from, timeZone), dayOf(to, timeZone)]
  if (first === last) {
    const begin =
      last === dayOf(nowMs, timeZone)
        ? clock(from, timeZone, false)
        : shortTime(from, nowMs, timeZone, locale)
    return `${begin} – ${clock(to, timeZone, false)}`
  }
  const sameYear = first.slice(0, 4) === last.slice(0, 4)
  return `${shortTime(from, sameYear ? to : nowMs, timeZone, locale)} – ${shortTime(to, nowMs, timeZone, locale)}`
}

export function dayOf(ms: number, timeZone: string): Day {
  const parts = formatter('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(ms)
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

export function isDay(value: string | null): value is Day {
  return value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) && shiftDay(value, 0) === value
}

export function shiftDay(day: Day, days: number): Day {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? '' : new Date(at + days * 86_400_000).toISOString().slice(0, 10)
}

/** "Sat 21 Nov"; with the year when it is not that of `today`. */
export function dayName(day: Day, today: Day, locale: string): string {
  return formatter(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  })
    .format(Date.parse(`${day}T00:00:00Z`))
    .replace(',', '')
}

/** A day of a month that is named elsewhere: "Wed 3". */
export function shortDay(day: Day, locale: string): string {
  const weekday = formatter(locale, { timeZone: 'UTC', weekday: 'short' })
  return `${weekday.format(Date.parse(`${day}T00:00:00Z`))} ${Number(day.slice(8))}`
}

/** A month as it stands in an address: "2026-11". */
export type Month = string

export const isMonth = (value: string | undefined): value is Month =>
  value !== undefined && /^\d{4}-\d{2}$/.test(value) && isDay(`${value}-01`)

export const monthOf = (day: Day): Month => day.slice(0, 7)

export function shiftMonth(month: Month, months: number): Month {
  const at = new Date(`${month}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, 7)
}

export function daysOf(month: Month): Day[] {
  const days: Day[] = []
  for (let day = `${month}-01`; monthOf(day) === month; day = shiftDay(day, 1)) days.push(day)
  return days
}

/** Monday is 0. */
export const weekdayOf = (day: Day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** "November 2026" */
export const monthName = (month: Month, locale: string) =>
  formatter(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  )

/** The first and the last instant of a day where the organization lives; 23 to 25 hours apart. */
export function daySpan(day: Day, timeZone: string): { from: number; to: number } {
  return { from: startOf(day, timeZone), to: startOf(shiftDay(day, 1), timeZone) - 1 }
}

/** When the clocks of a day show a full hour; where they skip it, an hour later. */
export const hourOf = (day: Day, hour: number, timeZone: string): number =>
  hour === 0 ? startOf(day, timeZone) : instantOf(Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000, timeZone)

function startOf(day: Day, timeZone: string): number {
  let at = instantOf(Date.parse(`${day}T00:00:00Z`), timeZone)
  // Where midnight does not exist (clocks go forward at 00:00) the guess falls into the day before.
  while (dayOf(at, timeZone) < day) at += 30 * 60_000
  return at
}

/** The instant at which clocks show what stands in `wall` as if it were UTC. */
export function instantOf(wall: number, timeZone: string): number {
  let at = wall
  // Twice, because the offset at the first guess may be the one from before a clock change.
  for (let i = 0; i < 2; i++) at = wall - offsetAt(at, timeZone)
  return at
}

function offsetAt(ms: number, timeZone: string): number {
  const parts = formatter('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(ms)
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - Math.floor(ms / 1000) * 1000
}
