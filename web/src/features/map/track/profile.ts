import type { Track } from '@/api/types'

/** After this long without a fix nobody knows the speed: the line breaks. */
const BREAK_MS = 15 * 60_000

/** The least that the height stands for, so that a creeping truck does not look like a racing one. */
const LEAST_TOP_KPH = 60

/** Fewer speeds than this make no picture. */
const LEAST_SPEEDS = 5

/** The speeds as paths in a box of the given size; null when there is too little to draw. */
export function profileOf(
  { times, speedsKph }: Pick<Track['properties'], 'times' | 'speedsKph'>,
  width: number,
  height: number,
) {
  const from = times[0]
  const to = times.at(-1)
  const topKph = speedsKph.reduce<number>((top, kph) => Math.max(top, kph ?? 0), 0)
  const known = speedsKph.filter((kph) => kph !== null).length
  if (from === undefined || to === undefined || to <= from || known < LEAST_SPEEDS) return null

  const scale = Math.max(topKph, LEAST_TOP_KPH)
  const heightOf = (kph: number) => round(height - (kph / scale) * (height - 2))
  const parts: [number, number][][] = []
  let before = Number.NEGATIVE_INFINITY
  times.forEach((time, index) => {
    const kph = speedsKph[index] ?? null
    if (kph === null) return
    if (time - before > BREAK_MS) parts.push([])
    parts.at(-1)?.push([round(((time - from) / (to - from)) * width), heightOf(kph)])
    before = time
  })
  const drawn = parts.filter((part) => part.length > 1)
  const line = (part: [number, number][]) => `M${part.map((p) => p.join(' ')).join('L')}`
  return {
    from,
    to,
    topKph,
    top: heightOf(topKph),
    lines: drawn.map(line).join(''),
    areas: drawn.map((part) => `${line(part)}V${height}H${part[0]?.[0] ?? 0}Z`).join(''),
  }
}

const STEPS_MS = [1, 5, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * 60_000)
const DAY_MS = 86_400_000
const MOST_TICKS = 5

/** A few round times between two moments, counted from midnight where the organization lives. */
export function ticksBetween(from: number, to: number, midnight: number): number[] {
  const step =
    STEPS_MS.find((candidate) => (to - from) / candidate <= MOST_TICKS) ??
    Math.ceil((to - from) / MOST_TICKS / DAY_MS) * DAY_MS
  const ticks: number[] = []
  for (let tick = midnight + Math.ceil((from - midnight) / step) * step; tick <= to; tick += step)
    ticks.push(tick)
  return ticks
}

const round = (n: number) => Math.round(n * 10) / 10
