import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { meQuery } from '@/api/queries'
import * as time from './time'
import * as units from './units'

/** Everything that depends on the organization's zone, units and language. */
export function useFormat() {
  const organization = useQuery(meQuery).data?.organization
  const timeZone = organization?.timeZone ?? 'UTC'
  const system = organization?.units ?? 'metric'
  const locale = time.spokenLocale(organization?.locale ?? 'en-GB')
  return useMemo(() => {
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
  }, [timeZone, system, locale])
}
