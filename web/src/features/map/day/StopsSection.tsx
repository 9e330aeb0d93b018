import { type KeyboardEvent, useMemo } from 'react'
import type { Stop } from '@/api/types'
import { Shape } from '@/components/fleet/Shape'
import { Skeleton } from '@/components/ui/Skeleton'
import { cn } from '@/lib/cn'
import type { Piece } from '@/lib/day/pieces'
import { duration } from '@/lib/format/age'
import { shortCoordinates } from '@/lib/format/units'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { Section } from '../panel/Section'
import { endOf, type Look, nowhere, type StopEnd } from './look'
import type { TruckDay } from './useTruckDay'

interface Props {
  day: TruckDay
  look: Look
  onLook: (look: Look) => void
  /** Brings the stop into view on the map. */
  onShow: (stop: Stop) => void
}

/** Where the truck stood that day, and when nobody heard of it. */
export function StopsSection({ day: { stops, pieces, span }, look, onLook, onShow }: Props) {
  const entries = useMemo(() => entriesOf(stops ?? [], pieces ?? []), [stops, pieces])
  if (stops === undefined || pieces === undefined) {
    return (
      <Section title="Stops">
        {[0, 1, 2].map((i) => (
          <div key={i} className="flex h-8 items-center justify-between border-line border-t first:border-0">
            <Skeleton className="h-3 w-28" />
            <Skeleton className="h-3 w-32" />
          </div>
        ))}
      </Section>
    )
  }
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    event.preventDefault()
    buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)]?.focus()
  }
  return (
    <Section title="Stops" aside={counted(stops.length, entries.length - stops.length)}>
      {entries.length === 0 ? (
        <p className="text-ink-2">The truck did not stand still for long on this day.</p>
      ) : (
        // The keys are pressed on the buttons within.
        <ol className="-my-1" onKeyDown={walk}>
          {entries.map((entry) => (
            <li key={entry.key} className="border-line border-t first:border-0">
              {entry.stop === null ? (
                <GapRow from={entry.from} to={entry.to} dayBegins={span.from} />
              ) : (
                <StopRow
                  stop={entry.stop}
                  end={endOf(entry.stop, pieces, span)}
                  dayBegins={span.from}
                  marked={look.stop === entry.key}
                  onLook={(over) => onLook(over ? { point: null, stop: entry.key } : nowhere)}
                  onShow={onShow}
                />
              )}
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

const row =
  'grid h-8 w-full grid-cols-[18px_minmax(0,1fr)_auto_minmax(72px,auto)] items-center gap-x-2.5 text-left'

interface StopRowProps {
  stop: Stop
  end: StopEnd
  dayBegins: number
  marked: boolean
  onLook: (over: boolean) => void
  onShow: (stop: Stop) => void
}

function StopRow({ stop, end, dayBegins, marked, onLook, onShow }: StopRowProps) {
  const now = useNow()
  const from = Date.parse(stop.from)
  const lasted = howLong(from, end, now)
  return (
    <button
      type="button"
      aria-label={`Show on the map where it stood ${lasted}`}
      onClick={() => onShow(stop)}
      onPointerEnter={() => onLook(true)}
      onPointerLeave={() => onLook(false)}
      onFocus={() => onLook(true)}
      onBlur={() => onLook(false)}
      className={cn(
        row,
        '-mx-2 box-content rounded-md px-2 hover:bg-sunken',
        marked && 'bg-accent-soft hover:bg-accent-soft',
      )}
    >
      <Shape state="stopped" className="size-4" />
      <span className="truncate">{shortCoordinates(stop.latitude, stop.longitude)}</span>
      <Times from={from} end={end} dayBegins={dayBegins} />
      <span className="text-right">{lasted}</span>
    </button>
  )
}

function howLong(from: number, end: StopEnd, now: number): string {
  if (end === 'lasts') return duration(now - from)
  if ('at' in end) return duration(end.at - from)
  return end.heard === null ? '' : `over ${duration(end.heard - from)}`
}

function GapRow({ from, to, dayBegins }: { from: number; to: number; dayBegins: number }) {
  return (
    <div className={cn(row, 'text-ink-3')}>
      <Shape state="offline" className="size-4" />
      <span className="truncate">No signal</span>
      <Times from={from} end={{ at: to }} dayBegins={dayBegins} />
      <span className="text-right">{duration(to - from)}</span>
    </div>
  )
}

/** "05:34 – 06:12"; the date instead of a time of another day; "now" while it lasts, "?" where nobody knows. */
function Times({ from, end, dayBegins }: { from: number; end: StopEnd; dayBegins: number }) {
  const format = useFormat()
  const begin = from < dayBegins ? format.date(from, dayBegins) : format.clock(from, false)
  const to = end === 'lasts' ? null : 'at' in end ? end.at : end.heard
  const until = end === 'lasts' ? 'now' : to === null ? '?' : format.clock(to, false)
  const full =
    to === null ? `From ${format.fullTime(from)}` : `${format.fullTime(from)} – ${format.fullTime(to)}`
  return (
    <time title={full} className="whitespace-nowrap text-ink-2">
      {begin} – {until}
    </time>
  )
}

interface Entry {
  key: string
  from: number
  to: number
  stop: Stop | null
}

function entriesOf(stops: readonly Stop[], pieces: readonly Piece[]): Entry[] {
  const gaps = pieces
    .filter(({ doing }) => doing === 'noSignal')
    .map(({ from, to }): Entry => ({ key: `gap ${from}`, from, to, stop: null }))
  const stood = stops.map(
    (stop): Entry => ({ key: stop.from, from: Date.parse(stop.from), to: Number.NaN, stop }),
  )
  return [...gaps, ...stood].sort((a, b) => a.from - b.from)
}

function counted(stops: number, gaps: number): string {
  const said = [stops === 1 ? '1 stop' : `${stops} stops`]
  if (gaps > 0) said.push(gaps === 1 ? '1 gap' : `${gaps} gaps`)
  return said.join(' · ')
}
