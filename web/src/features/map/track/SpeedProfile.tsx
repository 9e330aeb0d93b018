import { type PointerEvent, useMemo } from 'react'
import type { Track } from '@/api/types'
import { daySpan } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { profileOf, ticksBetween } from './profile'
import { pointAt, type TrackPoint } from './track'

const WIDTH = 346
const HEIGHT = 46

interface Props {
  track: Track
  point: TrackPoint | null
  onPoint: (point: TrackPoint | null) => void
}

/** The speed over the track's time. Pointing at it shows the same moment on the map. */
export function SpeedProfile({ track, point, onPoint }: Props) {
  const format = useFormat()
  const profile = useMemo(() => profileOf(track.properties, WIDTH, HEIGHT), [track])
  if (profile === null) return null
  const { from, to, lines, areas, topKph, top } = profile
  const margin = (to - from) * 0.05
  const ticks = ticksBetween(from + margin, to - margin, daySpan(format.day(from), format.timeZone).from)

  const look = ({ clientX, currentTarget }: PointerEvent<SVGElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const time = from + ((clientX - left) / width) * (to - from)
    onPoint(pointAt(track, nearestIndex(track.properties.times, time)))
  }
  return (
    <div className="relative">
      <p className="num h-5 text-right text-2xs text-ink-3 leading-5">
        {point !== null && format.clock(point.at, false)}
        {point !== null && point.speedKph !== null && (
          <b className="ml-2 font-[550] text-ink">{format.speedText(point.speedKph)}</b>
        )}
      </p>
      <p aria-hidden style={{ top: top + 3 }} className="num absolute left-0 text-2xs text-ink-3">
        {format.speedText(topKph)}
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Speed from ${format.clock(from, false)} to ${format.clock(to, false)}, at most ${format.speedText(topKph)}`}
        className="block h-[46px] w-full touch-pan-y overflow-visible"
        onPointerMove={look}
        onPointerLeave={() => onPoint(null)}
      >
        <rect width={WIDTH} height={HEIGHT} className="fill-transparent" />
        <path
          d={`M0 ${top}H${WIDTH}`}
          vectorEffect="non-scaling-stroke"
          strokeDasharray="2 3"
          className="stroke-line-strong"
        />
        <path d={areas} className="fill-accent opacity-15" />
        <path
          d={lines}
          vectorEffect="non-scaling-stroke"
          className="fill-none stroke-accent stroke-[1.5]"
          strokeLinejoin="round"
        />
        <path d={`M0 ${HEIGHT}H${WIDTH}`} vectorEffect="non-scaling-stroke" className="stroke-line-strong" />
        {point !== null && (
          <path
            d={`M${((point.at - from) / (to - from)) * WIDTH} 0V${HEIGHT}`}
            vectorEffect="non-scaling-stroke"
            className="stroke-ink-2"
          />
        )}
      </svg>
      <div aria-hidden className="num relative mt-1 h-4 overflow-hidden text-2xs text-ink-3">
        {ticks.map((tick) => (
          <span
            key={tick}
            style={{ left: `${((tick - from) / (to - from)) * 100}%` }}
            className="absolute -translate-x-1/2"
          >
            {format.clock(tick, false)}
          </span>
        ))}
      </div>
    </div>
  )
}

/** The index of the time nearest to `time`; the times are in order. */
function nearestIndex(times: readonly number[], time: number): number {
  let low = 0
  let high = times.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  const before = times[low - 1]
  return before !== undefined && time - before < (times[low] ?? 0) - time ? low - 1 : low
}
