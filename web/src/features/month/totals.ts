import type { DayFigures } from '@/api/types'
import { weekdayOf } from '@/lib/format/time'
import type { MonthDay } from './useMonth'

export interface Totals {
  distanceKm: number
  movingSeconds: number
  idlingSeconds: number
  stoppedSeconds: number
  noSignalSeconds: number
  topSpeedKph: number | null
  /** Days on which the truck drove at all. */
  daysDriven: number
}

export function totalsOf(days: readonly Pick<MonthDay, 'figures'>[]): Totals {
  const known = days.map(({ figures }) => figures).filter((figures) => figures !== null)
  const sum = (of: (figures: DayFigures) => number) =>
    known.reduce((total, figures) => total + of(figures), 0)
  const tops = known.map(({ topSpeedKph }) => topSpeedKph).filter((kph) => kph !== null)
  return {
    distanceKm: sum((figures) => figures.distanceKm),
    movingSeconds: sum((figures) => figures.movingSeconds),
    idlingSeconds: sum((figures) => figures.idlingSeconds),
    stoppedSeconds: sum((figures) => figures.stoppedSeconds),
    noSignalSeconds: sum((figures) => figures.noSignalSeconds),
    topSpeedKph: tops.length === 0 ? null : Math.max(...tops),
    daysDriven: known.filter(({ movingSeconds }) => movingSeconds > 0).length,
  }
}

/** The days of a month in rows from Monday to Sunday; null where a row belongs to another month. */
export function weeksOf<Item extends { day: string }>(days: readonly Item[]): (Item | null)[][] {
  const weeks: (Item | null)[][] = []
  for (const item of days) {
    const weekday = weekdayOf(item.day)
    if (weeks.length === 0 || weekday === 0) weeks.push(Array.from({ length: 7 }, () => null))
    const week = weeks.at(-1)
    if (week) week[weekday] = item
  }
  return weeks
}

/** Why a day has no hours of driving. */
export const stillWords = ({ stoppedSeconds, idlingSeconds, noSignalSeconds }: DayFigures) =>
  noSignalSeconds > 0 && stoppedSeconds + idlingSeconds === 0 ? 'no signal' : 'did not drive'
