import type { Piece as Sent } from '@/api/types'
import { type Day, daySpan, hourOf } from '@/lib/format/time'

/** What a truck did in a part of its past; the order is that of legends and totals. */
export const doings = ['moving', 'idling', 'stopped', 'noSignal'] as const
export type Doing = (typeof doings)[number]

export const doingWords: Record<Doing, string> = {
  moving: 'moving',
  idling: 'idling',
  stopped: 'stopped',
  noSignal: 'no signal',
}

/** From one instant to another, in epoch milliseconds; `to` does not belong to it. */
export interface Span {
  from: number
  to: number
}

export interface Piece extends Span {
  doing: Doing
}

export const pieceOf = ({ from, to, motion }: Sent): Piece => ({
  from: Date.parse(from),
  to: Date.parse(to),
  doing: doings.find((known) => known === motion) ?? 'noSignal',
})

/** A day where the organization lives: 23 to 25 hours long. */
export function spanOf(day: Day, timeZone: string): Span {
  const { from, to } = daySpan(day, timeZone)
  return { from, to: to + 1 }
}

export function clip(pieces: readonly Piece[], { from, to }: Span): Piece[] {
  return pieces
    .filter((piece) => piece.to > from && piece.from < to)
    .map((piece) => ({ ...piece, from: Math.max(piece.from, from), to: Math.min(piece.to, to) }))
}

/** Where an instant stands in a span, from 0 to 1. */
export const shareOf = (at: number, { from, to }: Span) => Math.min(Math.max((at - from) / (to - from), 0), 1)

/** All pieces of one doing as one SVG path, in a box as wide as `width` and one high. */
export function bandPath(pieces: readonly Piece[], doing: Doing, span: Span, width: number): string {
  const path: string[] = []
  for (const piece of clip(pieces, span)) {
    if (piece.doing !== doing) continue
    const left = shareOf(piece.from, span) * width
    const long = shareOf(piece.to, span) * width - left
    path.push(`M${round(left)} 0h${round(long)}v1h${round(-long)}z`)
  }
  return path.join('')
}

const round = (n: number) => Math.round(n * 100) / 100

export const pieceAt = (pieces: readonly Piece[], at: number) =>
  pieces.find(({ from, to }) => from <= at && at < to) ?? null

/** Milliseconds of each doing. */
export function totals(pieces: readonly Piece[]): Record<Doing, number> {
  const sums = { moving: 0, idling: 0, stopped: 0, noSignal: 0 }
  for (const { doing, from, to } of pieces) sums[doing] += to - from
  return sums
}

/** The hours to write under a day, each where the clocks of that day show it. */
export function hourTicks(day: Day, timeZone: string): { at: number; label: string }[] {
  const { to } = spanOf(day, timeZone)
  const ticks = [0, 6, 12, 18].map((hour) => ({
    at: hourOf(day, hour, timeZone),
    label: String(hour).padStart(2, '0'),
  }))
  return [...ticks, { at: to, label: '24' }]
}
