import { type PointerEvent, useMemo, useState } from 'react'
import type { Stop, Track } from '@/api/types'
import { DayBand } from '@/components/fleet/DayBand'
import { Skeleton } from '@/components/ui/Skeleton'
import { doingWords, hourTicks, type Piece, pieceAt, type Span, shareOf } from '@/lib/day/pieces'
import { useFormat } from '@/lib/format/useFormat'
import { profileOf } from '../track/profile'
import { pointNear } from '../track/track'
import { endOf, type Look, nowhere, stopAt } from './look'
import type { TruckDay } from './useTruckDay'

const WIDTH = 346
const HEIGHT = 46

/** A point of the track that is further from the pointer in time says nothing about that moment. */
const NEAR_MS = 10 * 60_000

interface Props {
  day: TruckDay
  look: Look
  onLook: (look: Look) => void
}

/** The day's band and, on the same axis, its speed. Pointing at it shows the same moment on the map. */
export function DayChart({ day: { day, span, pieces, stops, figures, track }, look, onLook }: Props) {
  const format = useFormat()
  const [pointed, setPointed] = useState<number | null>(null)
  const at = pointed ?? look.point?.at ?? null
  const ticks = useMemo(() => hourTicks(day, format.timeZone), [day, format.timeZone])
  const marked = stops?.find(({ from }) => from === look.stop)

  const point = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const time = span.from + Math.min(Math.max((clientX - left) / width, 0), 1) * (span.to - span.from)
    setPointed(time)
    onLook({
      point: track ? pointNear(track, time, NEAR_MS) : null,
      stop: stopAt(stops ?? [], pieces ?? [], time)?.from ?? null,
    })
  }
  const leave = () => {
    setPointed(null)
    onLook(nowhere)
  }
  return (
    <div className="mt-1">
      <Readout day={{ pieces, track, figures }} at={at} look={look} />
      <div
        className="relative touch-pan-y"
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={leave}
      >
        {pieces === undefined ? (
          <Skeleton className="h-3.5 w-full" />
        ) : (
          <DayBand pieces={pieces} span={span} />
        )}
        {marked && pieces && (
          <Marked
            left={shareOf(Date.parse(marked.from), span)}
            right={shareOf(markedEnd(marked, pieces, span), span)}
          />
        )}
        <SpeedChart track={track} span={span} />
        {at !== null && at >= span.from && at <= span.to && (
          <div
            aria-hidden
            style={{ left: `${shareOf(at, span) * 100}%` }}
            className="pointer-events-none absolute inset-y-0 w-px bg-ink"
          />
        )}
      </div>
      <div aria-hidden className="num relative mt-1 h-4 text-2xs text-ink-3">
        {ticks.map(({ at: tick, label }) => {
          const share = shareOf(tick, span)
          return (
            <span
              key={label}
              style={{ left: `${share * 100}%`, transform: `translateX(${-share * 100}%)` }}
              className="absolute"
            >
              {label}
            </span>
          )
        })}
      </div>
    </div>
  )
}

/** What the pointer is at, in words. */
function Readout({
  day: { pieces, track, figures },
  at,
  look,
}: {
  day: Pick<TruckDay, 'pieces' | 'track' | 'figures'>
  at: number | null
  look: Look
}) {
  const format = useFormat()
  const doing = at === null ? null : (pieceAt(pieces ?? [], at)?.doing ?? null)
  const kph = look.point?.speedKph ?? null
  const fixes = track?.properties.fixes ?? 0
  const top = figures?.topSpeedKph ?? 0
  return (
    <p className="num flex h-6 items-center justify-between text-2xs text-ink-3">
      {at === null ? (
        <>
          <span>{top > 0 && `at most ${format.speedText(top)}`}</span>
          {track && (
            <span>
              {format.number(fixes)} {fixes === 1 ? 'fix' : 'fixes'}
            </span>
          )}
        </>
      ) : (
        <>
          <span>
            <b className="font-[550] text-ink">{format.clock(at, false)}</b>
            {doing !== null && ` ${doingWords[doing]}`}
          </span>
          {kph !== null && doing === 'moving' && (
            <b className="font-[550] text-ink">{format.speedText(kph)}</b>
          )}
        </>
      )}
    </p>
  )
}

function markedEnd(stop: Stop, pieces: readonly Piece[], span: Span): number {
  const end = endOf(stop, pieces, span)
  if (end !== 'lasts' && 'at' in end) return end.at
  return (end === 'lasts' ? pieces.at(-1)?.to : end.heard) ?? span.from
}

function Marked({ left, right }: { left: number; right: number }) {
  return (
    <div
      aria-hidden
      style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
      className="pointer-events-none absolute -top-0.5 h-[18px] min-w-1 rounded-[3px] ring-2 ring-accent"
    />
  )
}

function SpeedChart({ track, span }: { track: Track | null | undefined; span: TruckDay['span'] }) {
  const profile = useMemo(
    () => (track ? profileOf(track.properties, span, WIDTH, HEIGHT) : null),
    [track, span],
  )
  const format = useFormat()
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={profile === null ? 'No speeds' : `Speed, at most ${format.speedText(profile.topKph)}`}
      className="mt-2 block h-[46px] w-full overflow-visible"
    >
      {profile !== null && (
        <>
          <path
            d={`M0 ${profile.top}H${WIDTH}`}
            vectorEffect="non-scaling-stroke"
            strokeDasharray="2 3"
            className="stroke-line-strong"
          />
          <path d={profile.areas} className="fill-accent opacity-15" />
          <path
            d={profile.lines}
            vectorEffect="non-scaling-stroke"
            className="fill-none stroke-accent stroke-[1.5]"
            strokeLinejoin="round"
          />
        </>
      )}
      <path d={`M0 ${HEIGHT}H${WIDTH}`} vectorEffect="non-scaling-stroke" className="stroke-line-strong" />
    </svg>
  )
}
