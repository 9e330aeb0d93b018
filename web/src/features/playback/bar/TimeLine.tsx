import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { DayBand } from '@/components/fleet/DayBand'
import { cn } from '@/lib/cn'
import { type Piece, type Span, shareOf } from '@/lib/day/pieces'
import { useFormat } from '@/lib/format/useFormat'
import { type EventList, type Kind, kinds, marksPath } from '../events/EventList'
import { MOST, ticksOf } from './ticks'

interface Props {
  span: Span
  head: number
  waiting: boolean
  events: EventList
  /** How many events there are by now: the list itself stays the same object. */
  count: number
  shown: ReadonlySet<Kind>
  /** What the one truck did; null for several. */
  pieces: readonly Piece[] | null | undefined
  onSeek: (to: number) => void
}

/** So many marks stand beside each other at most; what falls into the same place is one. */
const PARTS = 720

/** The room that a written time needs. */
const TICK_PIXELS = 60

const fill: Record<Kind, string> = {
  fastDriving: 'fill-alert',
  stop: 'fill-stopped',
  gap: 'fill-offline',
}

/** The span as a line with its events on it, and the play head, which can be dragged. */
export function TimeLine({ span, head, waiting, events, count, shown, pieces, onSeek }: Props) {
  const format = useFormat()
  const [pointed, setPointed] = useState<number | null>(null)
  const [held, setHeld] = useState(false)
  const line = useRef<HTMLDivElement>(null)
  const width = useWidth(line)
  const most = width === 0 ? MOST : Math.min(Math.max(Math.floor(width / TICK_PIXELS), 2), MOST)
  const ticks = useMemo(() => ticksOf(span, format.timeZone, most), [span, format.timeZone, most])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list grows, and the count says so
  const paths = useMemo(
    () => kinds.map((kind) => marksPath(events.marks(kind, span, PARTS))),
    [events, count, span],
  )

  const timeAt = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    const { left, width: wide } = currentTarget.getBoundingClientRect()
    return Math.round(span.from + Math.min(Math.max((clientX - left) / wide, 0), 1) * (span.to - span.from))
  }
  const share = shareOf(head, span) * 100
  return (
    <div className="relative">
      <div
        ref={line}
        role="slider"
        tabIndex={0}
        aria-label="Time"
        aria-valuemin={span.from}
        aria-valuemax={span.to}
        aria-valuenow={Math.round(head)}
        aria-valuetext={format.fullTime(head)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setHeld(true)
          onSeek(timeAt(event))
        }}
        onPointerMove={(event) => {
          setPointed(timeAt(event))
          if (held) onSeek(timeAt(event))
        }}
        onPointerUp={() => setHeld(false)}
        onPointerCancel={() => setHeld(false)}
        onPointerLeave={() => setPointed(null)}
        className="relative cursor-pointer touch-none select-none rounded-sm py-1"
      >
        {pieces ? (
          <DayBand pieces={pieces} span={span} />
        ) : (
          <div className="h-3.5 rounded-sm bg-sunken ring-1 ring-line ring-inset" />
        )}
        <svg
          viewBox={`0 0 ${PARTS} 3`}
          preserveAspectRatio="none"
          shapeRendering="crispEdges"
          aria-hidden
          className="mt-1 block h-[18px] w-full"
        >
          {kinds.map((kind, lane) => (
            <path
              key={kind}
              d={paths[lane]}
              transform={`translate(0 ${lane}) scale(1 .8)`}
              className={cn(fill[kind], !shown.has(kind) && 'opacity-15')}
            />
          ))}
        </svg>
        {pointed !== null && !held && (
          <div
            aria-hidden
            style={{ left: `${shareOf(pointed, span) * 100}%` }}
            className="pointer-events-none absolute inset-y-0 w-px bg-ink-3"
          />
        )}
        <div
          aria-hidden
          data-waiting={waiting}
          style={{ left: `${share}%` }}
          className="pointer-events-none absolute -inset-y-0.5 -ml-px w-0.5 rounded-full bg-accent"
        >
          <span className="absolute -top-1 left-1/2 size-2.5 -translate-x-1/2 rounded-full bg-accent ring-2 ring-raised" />
        </div>
      </div>
      {pointed !== null && (
        <div
          aria-hidden
          style={{ left: Math.min(Math.max(shareOf(pointed, span) * width, 56), Math.max(width - 56, 56)) }}
          className="num pointer-events-none absolute bottom-full mb-1.5 -translate-x-1/2 whitespace-nowrap rounded-md bg-ink px-2 py-1 text-bg text-xs shadow-float"
        >
          {format.shortTime(pointed, pointed)}
        </div>
      )}
      <div aria-hidden className="num relative h-4 text-2xs text-ink-3">
        {ticks.map(({ at, midnight }) => {
          const place = shareOf(at, span)
          return (
            <span
              key={at}
              style={{ left: `${place * 100}%`, transform: `translateX(${-place * 100}%)` }}
              className={cn('absolute whitespace-nowrap', midnight && 'font-semibold text-ink-2')}
            >
              {midnight ? format.date(at, at) : format.clock(at, false)}
            </span>
          )
        })}
      </div>
    </div>
  )
}

function useWidth(of: { current: HTMLElement | null }) {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (of.current === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    observer.observe(of.current)
    return () => observer.disconnect()
  }, [of])
  return width
}
