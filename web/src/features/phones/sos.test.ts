import { expect, test } from 'vitest'
import { recentSos } from './sos'

const now = Date.parse('2026-11-20T12:00:00Z')
const called = (at: string) => ({ lastSos: { at, latitude: null, longitude: null } })

test('of several phones the newest call for help counts, for a day', () => {
  const [early, late] = [called('2026-11-20T08:00:00Z'), called('2026-11-20T11:00:00Z')]
  expect(recentSos([early, { lastSos: null }, late], now)).toBe(late.lastSos)
  expect(recentSos([called('2026-11-19T12:00:00Z')], now)).toBeNull()
  expect(recentSos([called('2026-11-19T12:00:01Z')], now)).not.toBeNull()
  expect(recentSos([], now)).toBeNull()
})
