import { expect, test } from 'vitest'
import type { Piece } from '@/lib/day/pieces'
import { endOf, stopAt } from './look'

const at = (time: string) => Date.parse(`2026-11-21T${time}:00Z`)
const span = { from: at('00:00'), to: at('00:00') + 86_400_000 }
const piece = (from: string, to: string, doing: Piece['doing']) => ({ from: at(from), to: at(to), doing })
const stop = (from: string, to: string | null) => ({
  from: `2026-11-21T${from}:00Z`,
  to: to === null ? null : `2026-11-21T${to}:00Z`,
  latitude: 38,
  longitude: 23,
})

test('a stop lasts while the truck is heard, and ends nowhere when it falls silent', () => {
  const standing = [piece('08:00', '09:00', 'stopped')]
  const silent = [...standing, piece('09:00', '12:00', 'noSignal')]
  expect(endOf(stop('08:00', '08:30'), standing, span)).toEqual({ at: at('08:30') })
  expect(endOf(stop('08:00', null), standing, span)).toBe('lasts')
  expect(endOf(stop('08:00', null), silent, span)).toEqual({ heard: at('09:00') })
  const nextDay = { from: at('12:00'), to: at('12:00') + 86_400_000 }
  expect(endOf(stop('08:00', null), [piece('12:00', '20:00', 'noSignal')], nextDay)).toEqual({ heard: null })
})

test('in a silence nobody knows of a stop', () => {
  const pieces = [piece('08:00', '09:00', 'stopped'), piece('09:00', '12:00', 'noSignal')]
  const stops = [stop('08:00', null)]
  expect(stopAt(stops, pieces, at('08:30'))).toBe(stops[0])
  expect(stopAt(stops, pieces, at('10:00'))).toBeNull()
  expect(stopAt(stops, pieces, at('07:59'))).toBeNull()
})
