import type { Track } from '@/api/types'
import { type Span, shareOf } from '@/lib/day/pieces'

/** After this long without a fix nobody knows the speed: the line breaks. */
const BREAK_MS = 15 * 60_000

/** The least that the height stands for, so that a creeping truck does not look like a racing one. */
const LEAST_TOP_KPH = 60

/** Fewer speeds than this make no picture. */
const LEAST_SPEEDS = 5

/** The speeds over a span as paths in a box of the given size; null when there is too little to draw. */
export function profileOf(
  { times, speedsKph }: Pick<Track['properties'], 'times' | 'speedsKph'>,
  span: Span,
  width: number,
  height: number,
) {
  const topKph = speedsKph.reduce<number>((top, kph) => Math.max(top, kph ?? 0), 0)
  const known = speedsKph.filter((kph) => kph !== null).length
  if (known < LEAST_SPEEDS) return null

  const scale = Math.max(topKph, LEAST_TOP_KPH)
  const heightOf = (kph: number) => round(height - (kph / scale) * (height - 2))
  const parts: [number, number][][] = []
  let before = Number.NEGATIVE_INFINITY
  times.forEach((time, index) => {
    const kph = speedsKph[index] ?? null
    if (kph === null) return
    if (time - before > BREAK_MS) parts.push([])
    parts.at(-1)?.push([round(shareOf(time, span) * width), heightOf(kph)])
    before = time
  })
  const drawn = parts.filter((part) => part.length > 1)
  const line = (part: [number, number][]) => `M${part.map((p) => p.join(' ')).join('L')}`
  return {
    topKph,
    top: heightOf(topKph),
    lines: drawn.map(line).join(''),
    areas: drawn.map((part) => `${line(part)}V${height}H${part[0]?.[0] ?? 0}Z`).join(''),
  }
}

const round = (n: number) => Math.round(n * 10) / 10
