import { describe, expect, test } from 'vitest'
import { bandPath, hourTicks, type Piece, pieceAt, pieceOf, shareOf, spanOf, totals } from './pieces'

const zone = 'Europe/Athens'
const HOUR = 3_600_000
const at = (time: string) => Date.parse(time)
const piece = (from: string, to: string, doing: Piece['doing']): Piece => ({
  from: at(from),
  to: at(to),
  doing,
})

describe('a day of the organization', () => {
  const shares = (day: string) =>
    hourTicks(day, zone).map((tick) => (tick.at - spanOf(day, zone).from) / HOUR)

  test('has 24 hours', () => {
    expect(hourTicks('2026-11-21', zone).map(({ label }) => label)).toEqual(['00', '06', '12', '18', '24'])
    expect(shares('2026-11-21')).toEqual([0, 6, 12, 18, 24])
  })

  test('has 23 or 25 when the clocks change, and its hours stand where the clocks show them', () => {
    expect(shares('2026-03-29')).toEqual([0, 5, 11, 17, 23])
    expect(shares('2026-10-25')).toEqual([0, 7, 13, 19, 25])
  })
})

describe('a band', () => {
  const span = spanOf('2026-11-21', zone)

  test('is cut at the ends of its day', () => {
    const night = piece('2026-11-20T10:00:00Z', '2026-11-21T04:00:00Z', 'stopped')
    // Until six in the morning of Athens: a quarter of the day.
    expect(bandPath([night], 'stopped', span, 100)).toBe('M0 0h25v1h-25z')
    expect(bandPath([night], 'moving', span, 100)).toBe('')
    expect(bandPath([night], 'stopped', spanOf('2026-11-22', zone), 100)).toBe('')
  })

  test('on a day of 25 hours an hour is a twenty-fifth', () => {
    const drive = piece('2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z', 'moving')
    // Three o'clock in the morning, which that day has twice.
    expect(bandPath([drive], 'moving', spanOf('2026-10-25', zone), 100)).toBe('M12 0h4v1h-4z')
  })

  test('names what happened at a moment, and nothing where nobody knows', () => {
    const pieces = [
      piece('2026-11-21T06:00:00Z', '2026-11-21T07:00:00Z', 'moving'),
      piece('2026-11-21T07:00:00Z', '2026-11-21T07:30:00Z', 'idling'),
    ]
    expect(pieceAt(pieces, at('2026-11-21T07:00:00Z'))?.doing).toBe('idling')
    expect(pieceAt(pieces, at('2026-11-21T07:30:00Z'))).toBeNull()
    expect(totals(pieces)).toEqual({ moving: HOUR, idling: HOUR / 2, stopped: 0, noSignal: 0 })
  })

  test('a word that is not known is no signal, not a drive', () => {
    const sent = { from: '2026-11-21T06:00:00Z', to: '2026-11-21T07:00:00Z', motion: 'flying' }
    expect(pieceOf(sent as unknown as Parameters<typeof pieceOf>[0]).doing).toBe('noSignal')
  })

  test('an instant outside stands at the edge', () => {
    expect([span.from - 1, span.to + 1].map((time) => shareOf(time, span))).toEqual([0, 1])
  })
})
