import { describe, expect, test } from 'vitest'
import { age, duration, hours } from './age'
import {
  clock,
  dayName,
  dayOf,
  daySpan,
  fullTime,
  isDay,
  shiftDay,
  shortTime,
  since,
  spokenLocale,
  timeSpan,
  zoneName,
} from './time'
import {
  compassWord,
  coordinates,
  distance,
  fileSize,
  heading,
  odometer,
  scaleFor,
  speed,
  text,
} from './units'

const at = Date.parse('2026-11-21T12:06:32Z')

describe('ages', () => {
  test.each([
    [0, 'now'],
    [900, 'now'],
    [4_000, '4 s ago'],
    [59_999, '59 s ago'],
    [6 * 60_000, '6 min ago'],
    [3 * 3_600_000 + 59 * 60_000, '3 h ago'],
    [86_400_000, '1 day ago'],
    [5 * 86_400_000, '5 days ago'],
  ])('%i ms ago is "%s"', (gone, words) => expect(age(at - gone, at)).toBe(words))

  test('a truck whose clock runs ahead has reported now', () => expect(age(at + 30_000, at)).toBe('now'))
})

describe('units', () => {
  test('speeds are whole numbers in the units of the organization', () => {
    expect(text(speed(54.4, 'metric'))).toBe('54 km/h')
    expect(text(speed(100, 'imperial'))).toBe('62 mph')
  })

  test('odometers are grouped', () => {
    expect(text(odometer(182_406.4, 'metric', 'en-GB'))).toBe('182,406 km')
    expect(text(odometer(100_000, 'imperial', 'en-US'))).toBe('62,137 mi')
  })

  test('headings are words and degrees', () => {
    expect(heading(47)).toBe('north-east 47°')
    expect(heading(359.8)).toBe('north 0°')
    expect(compassWord(-90)).toBe('west')
    expect(compassWord(337.5)).toBe('north')
  })

  test('coordinates name the latitude first', () =>
    expect(coordinates(37.98381, -23.7)).toBe('37.98381, -23.70000'))

  test('file sizes are short', () => {
    expect([12, 17_200, 2_340_000, 3_000_000_000].map(fileSize)).toEqual([
      '12 bytes',
      '17 kB',
      '2.3 MB',
      '3.0 GB',
    ])
  })

  test('the scale is the longest round length that fits', () => {
    expect(scaleFor(100, 96, 'metric')).toEqual({ label: '5 km', pixels: 50 })
    expect(scaleFor(2, 96, 'metric')).toEqual({ label: '100 m', pixels: 50 })
    expect(scaleFor(1, 96, 'imperial')).toEqual({ label: '200 ft', pixels: 61 })
  })
})

describe('times in the zone of the organization', () => {
  test('a clock, a full time and a short one', () => {
    expect(clock(at, 'Europe/Athens')).toBe('14:06:32')
    expect(fullTime(at, 'America/New_York', 'en-GB')).toBe('21 Nov 2026, 07:06:32 America/New_York')
    expect(shortTime(at, at, 'Europe/Athens', 'en-GB')).toBe('21 Nov, 14:06')
    expect(shortTime(at, at + 366 * 86_400_000, 'Europe/Athens', 'en-GB')).toBe('21 Nov 2026, 14:06')
  })

  test('midnight is 00:00, not 24:00', () =>
    expect(clock(Date.parse('2026-11-20T22:00:00Z'), 'Europe/Athens', false)).toBe('00:00'))

  test('a day begins and ends where the organization lives', () => {
    expect(dayOf(Date.parse('2026-11-20T22:30:00Z'), 'Europe/Athens')).toBe('2026-11-21')
    const { from, to } = daySpan('2026-11-21', 'Europe/Athens')
    expect(new Date(from).toISOString()).toBe('2026-11-20T22:00:00.000Z')
    expect(new Date(to).toISOString()).toBe('2026-11-21T21:59:59.999Z')
  })

  test('days of a clock change have 23 or 25 hours', () => {
    const hours = (day: string, zone: string) => {
      const { from, to } = daySpan(day, zone)
      return (to + 1 - from) / 3_600_000
    }
    expect(hours('2026-03-29', 'Europe/Athens')).toBe(23)
    expect(hours('2026-10-25', 'Europe/Athens')).toBe(25)
    // Here the clocks go forward at midnight: the day begins at one o'clock.
    expect(hours('2024-09-08', 'America/Santiago')).toBe(23)
    expect(clock(daySpan('2024-09-08', 'America/Santiago').from, 'America/Santiago', false)).toBe('01:00')
  })

  test('only real days are days', () => {
    expect(isDay('2026-02-28')).toBe(true)
    expect([isDay('2026-02-30'), isDay('today'), isDay(null), isDay('2026-13-01')]).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  test('days are stepped over months and named', () => {
    expect(shiftDay('2026-03-01', -1)).toBe('2026-02-28')
    expect(dayName('2026-11-21', '2026-01-02', 'en-GB')).toBe('Sat 21 Nov')
    expect(dayName('2022-11-28', '2026-01-02', 'en-GB')).toBe('Mon 28 Nov 2022')
  })

  test('a span says the day when it is not today, and another year once', () => {
    const span = (from: string, to: string) =>
      timeSpan(Date.parse(from), Date.parse(to), at, 'Europe/Athens', 'en-GB')
    expect(span('2026-11-21T06:10:00Z', '2026-11-21T12:00:00Z')).toBe('08:10 – 14:00')
    expect(span('2026-11-20T06:10:00Z', '2026-11-20T12:00:00Z')).toBe('20 Nov, 08:10 – 14:00')
    expect(span('2022-11-27T20:01:00Z', '2022-11-27T21:50:00Z')).toBe('27 Nov 2022, 22:01 – 23:50')
    expect(span('2022-11-27T18:01:00Z', '2022-11-28T17:50:00Z')).toBe('27 Nov, 20:01 – 28 Nov 2022, 19:50')
    expect(span('2025-12-31T18:00:00Z', '2026-01-01T17:00:00Z')).toBe('31 Dec 2025, 20:00 – 1 Jan, 19:00')
  })

  test('a zone has a short name, in summer another one', () => {
    expect(zoneName(at, 'Europe/Athens', 'en-GB')).toBe('EET')
    expect(zoneName(Date.parse('2026-07-01T12:00:00Z'), 'Europe/Athens', 'en-GB')).toBe('EEST')
    expect(zoneName(at, 'Asia/Kolkata', 'en-GB')).toBe('GMT+5:30')
  })

  test('English words keep English order', () => {
    expect([spokenLocale('el-GR'), spokenLocale('en-US')]).toEqual(['en-GB', 'en-US'])
  })
})

describe('how long something lasted', () => {
  const MINUTE = 60_000

  test('is said to the minute', () => {
    expect(
      [30_000, 12 * MINUTE, 341 * MINUTE, 180 * MINUTE, 1440 * MINUTE, 3060 * MINUTE].map(duration),
    ).toEqual(['30 s', '12 min', '5 h 41 min', '3 h', '1 day', '2 days 3 h'])
  })

  test('hours of work are rounded, and those of a month need no minutes', () => {
    expect([0, 29, 20_460, 3600, 590_400].map(hours)).toEqual([
      '0 min',
      '0 min',
      '5 h 41 min',
      '1 h',
      '164 h',
    ])
  })

  test('a day far has no decimals, a short one has', () => {
    const far = (km: number, units: 'metric' | 'imperial') => text(distance(km, units, 'en-GB'))
    expect([far(0, 'metric'), far(3.14, 'metric'), far(217.8, 'metric'), far(2107, 'metric')]).toEqual([
      '0 km',
      '3.1 km',
      '218 km',
      '2,107 km',
    ])
    expect(far(100, 'imperial')).toBe('62 mi')
  })

  test('since when is a time of today, and a date before', () => {
    const now = Date.parse('2026-11-21T12:00:00Z')
    const said = (iso: string) => since(Date.parse(iso), now, 'Europe/Athens', 'en-GB')
    expect([said('2026-11-21T12:06:00Z'), said('2026-11-20T12:06:00Z')]).toEqual(['14:06', '20 Nov, 14:06'])
  })
})
