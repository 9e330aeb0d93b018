import type { Track } from '@/api/types'

/** After this long without a fix nobody knows the speed: the line breaks. */
const BREAK_MS = 15 * 60_000

/** The least that the height stands for, so that a creeping truck does not look like a racing one. */
const LEAST_TOP_KPH = 60

/** The speeds as paths in a box of the given size; null when there is no speed or no time to draw. */
export function profileOf(
  { times, speedsKph }: Pick<Track['properties'], 'times' | 'speedsKph'>,
  width: number,
  height: number,
) {
  const from = times[0]
  const to = times.at(-1)
  const topKph = speedsKph.reduce<number>((top, kph) => Math.max(top, kph ?? 0), 0)
  if (from === undefined || to === undefined || to <= from || speedsKph.every((kph) => kph === null))
    return null

  const scale = Math.max(topKph, LEAST_TOP_KPH)
  const parts: [number, number][][] = []
  let before = Number.NEGATIVE_INFINITY
  times.forEach((time, index) => {
    const kph = speedsKph[index] ?? null
    if (kph === null) return
    if (time - before > BREAK_MS) parts.push([])
    parts
      .at(-1)
      ?.push([round(((time - from) / (to - from)) * width), round(height - (kph / scale) * (height - 2))])
    before = time
  })
  const drawn = parts.filter((part) => part.length > 1)
  const line = (part: [number, number][]) => `M${part.map((p) => p.join(' ')).join('L')}`
  return {
    from,
    to,
    topKph,
    lines: drawn.map(line).join(''),
    areas: drawn.map((part) => `${line(part)}V${height}H${part[0]?.[0] ?? 0}Z`).join(''),
  }
}

const STEPS_MS = [1, 5, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * 60_000)
const MOST_TICKS = 5

/** Round times between two moments, counted from midnight where the organization lives. */
export function ticksBetween(from: number, to: number, midnight: number): number[] {
  const step = STEPS_MS.find((candidate) => (to - from) / candidate <= MOST_TICKS) ?? 86_400_000
  const ticks: number[] = []
  for (let tick = midnight + Math.ceil((from - midnight) / step) * step; tick <= to; tick += step)
    ticks.push(tick)
  return ticks
}

const round = (n: number) => Math.round(n * 10) / 10
