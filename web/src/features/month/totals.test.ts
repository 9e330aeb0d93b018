import { describe, expect, test } from 'vitest'
import { daysOf, shiftMonth } from '@/lib/format/time'
import { totalsOf, weeksOf } from './totals'

const daysIn = (month: string) => daysOf(month).map((day) => ({ day }))
const figures = (distanceKm: number, movingSeconds: number, topSpeedKph: number | null) => ({
  figures: {
    date: '2026-11-01',
    distanceKm,
    movingSeconds,
    topSpeedKph,
    idlingSeconds: 60,
    stoppedSeconds: 120,
    noSignalSeconds: 0,
  },
})

describe('a month', () => {
  test('has its days in weeks from Monday on', () => {
    const weeks = weeksOf(daysIn('2026-11'))
    expect(weeks).toHaveLength(6)
    expect(weeks[0]?.map((day) => day?.day ?? null)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      '2026-11-01',
    ])
    expect(weeks[5]?.[0]?.day).toBe('2026-11-30')
    expect(weeksOf(daysIn('2027-02')).map((week) => week.filter(Boolean).length)).toEqual([7, 7, 7, 7])
  })

  test('is followed by the next one, over the year too', () => {
    expect([shiftMonth('2026-11', 1), shiftMonth('2026-12', 1), shiftMonth('2026-01', -1)]).toEqual([
      '2026-12',
      '2027-01',
      '2025-12',
    ])
    expect(daysOf('2028-02')).toHaveLength(29)
  })

  test('adds up what its days have', () => {
    expect(totalsOf([figures(100, 3600, 82), { figures: null }, figures(50.5, 0, null)])).toEqual({
      distanceKm: 150.5,
      movingSeconds: 3600,
      idlingSeconds: 120,
      stoppedSeconds: 240,
      noSignalSeconds: 0,
      topSpeedKph: 82,
      daysDriven: 1,
    })
    expect(totalsOf([]).topSpeedKph).toBeNull()
  })
})
