import { createContext, createElement, type ReactNode, useContext, useMemo } from 'react'
import type { Organization } from '@/api/types'
import * as time from './time'
import * as units from './units'

type Habits = Pick<Organization, 'timeZone' | 'units' | 'locale'>

/** Everything that depends on the organization's zone, units and language. */
function formatOf({ timeZone, units: system, locale: written }: Habits) {
  const locale = time.spokenLocale(written)
  const numbers = new Intl.NumberFormat(locale)
  return {
    timeZone,
    units: system,
    locale,
    number: (n: number) => numbers.format(n),
    speed: (kph: number) => units.speed(kph, system),
    speedText: (kph: number) => units.text(units.speed(kph, system)),
    odometer: (km: number) => units.odometer(km, system, locale),
    distance: (km: number) => units.distance(km, system, locale),
    distanceText: (km: number) => units.text(units.distance(km, system, locale)),
    clock: (ms: number, seconds = true) => time.clock(ms, timeZone, seconds),
    fullTime: (ms: number) => time.fullTime(ms, timeZone, locale),
    date: (ms: number, now: number) => time.shortDate(ms, now, timeZone, locale),
    shortTime: (ms: number, now: number) => time.shortTime(ms, now, timeZone, locale),
    day: (ms: number) => time.dayOf(ms, timeZone),
    timeSpan: (from: number, to: number, now: number) => time.timeSpan(from, to, now, timeZone, locale),
    zone: (ms: number) => time.zoneName(ms, timeZone, locale),
    since: (ms: number, now: number) => time.since(ms, now, timeZone, locale),
    dayName: (day: time.Day, now: number) => time.dayName(day, time.dayOf(now, timeZone), locale),
    monthName: (month: time.Month) => time.monthName(month, locale),
  }
}

// Read by every row of a list at every fix, so it is made once and not looked up.
const Format = createContext(formatOf({ timeZone: 'UTC', units: 'metric', locale: 'en-GB' }))

export function FormatProvider({ of, children }: { of: Habits; children: ReactNode }) {
  const { timeZone, units: system, locale } = of
  const format = useMemo(() => formatOf({ timeZone, units: system, locale }), [timeZone, system, locale])
  return createElement(Format, { value: format }, children)
}

export const useFormat = () => useContext(Format)
