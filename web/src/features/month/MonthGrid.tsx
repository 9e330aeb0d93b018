import { Play } from 'lucide-react'
import { Link } from 'react-router'
import { DayBand } from '@/components/fleet/DayBand'
import { Skeleton } from '@/components/ui/Skeleton'
import { cn } from '@/lib/cn'
import { playbackPath } from '@/lib/day/playback'
import { hours } from '@/lib/format/age'
import { useFormat } from '@/lib/format/useFormat'
import { serverNow } from '@/lib/live/clock'
import { DayLink, type DaysProps, walkDays } from './DayLink'
import { stillWords, totalsOf, weeksOf } from './totals'
import type { MonthDay } from './useMonth'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const columns = 'grid grid-cols-[repeat(7,minmax(0,1fr))_minmax(84px,0.62fr)]'

/** The month of a wide window: a week in a row, with its totals at the end. */
export function MonthGrid({ truckId, days, today, loading }: DaysProps) {
  return (
    // The keys are pressed on the links within.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className="num overflow-hidden rounded-xl border border-line bg-surface"
      onKeyDown={(event) => walkDays(event, 7)}
    >
      <div aria-hidden className={cn(columns, 'bg-sunken text-ink-3 text-xs')}>
        {weekdays.map((name) => (
          <div key={name} className="px-3 py-1.5">
            {name}
          </div>
        ))}
        <div className="px-3 py-1.5 text-right">Week</div>
      </div>
      {weeksOf(days).map((week) => (
        <div key={week.find(Boolean)?.day} className={cn(columns, 'border-line border-t')}>
          {week.map((day, weekday) => (
            <div key={weekdays[weekday]} className="group relative min-h-[92px] min-w-0 border-line border-r">
              {day !== null && <Cell truckId={truckId} day={day} today={today} loading={loading} />}
              {day !== null && day.figures !== null && <PlayDay truckId={truckId} day={day} />}
            </div>
          ))}
          <WeekTotal week={week.filter((day) => day !== null)} loading={loading} />
        </div>
      ))}
    </div>
  )
}

interface CellProps {
  truckId: string
  day: MonthDay
  today: string
  loading: boolean
}

function Cell({ truckId, day, today, loading }: CellProps) {
  const format = useFormat()
  const { figures } = day
  const number = Number(day.day.slice(8))
  if (day.day > today) return <div className="px-3 py-2 text-ink-3 text-sm">{number}</div>
  const distance = figures === null ? null : format.distance(figures.distanceKm)
  return (
    <DayLink
      truckId={truckId}
      day={day}
      className="block h-full px-3 py-2 hover:bg-bg focus-visible:-outline-offset-2"
    >
      <div className="flex h-5 items-baseline justify-between gap-2">
        <span
          className={cn(
            'text-sm',
            day.day === today
              ? '-ml-1 rounded-sm bg-accent px-1 font-semibold text-accent-ink'
              : figures === null
                ? 'text-ink-3'
                : 'font-[550]',
          )}
        >
          {number}
        </span>
        {distance !== null && distance.value !== '0' && (
          <span>
            {distance.value} <span className="text-ink-3 text-xs">{distance.unit}</span>
          </span>
        )}
      </div>
      {loading ? (
        <Skeleton className="mt-2 h-3.5 w-full" />
      ) : (
        figures !== null && (
          <>
            <DayBand pieces={day.pieces} span={day.span} className="mt-2" />
            <div className="mt-1.5 truncate text-ink-3 text-xs">
              {figures.movingSeconds > 0 ? `${hours(figures.movingSeconds)} driving` : stillWords(figures)}
            </div>
          </>
        )
      )}
    </DayLink>
  )
}

/** Seen where the pointer or the focus is. */
function PlayDay({ truckId, day: { day, span } }: { truckId: string; day: MonthDay }) {
  const format = useFormat()
  return (
    <Link
      to={playbackPath(truckId, span)}
      aria-label={`Play ${format.dayName(day, serverNow())}`}
      title="Play this day"
      className="absolute right-1.5 bottom-1.5 grid size-6 place-items-center rounded-md bg-raised text-accent opacity-0 ring-1 ring-line hover:bg-accent-soft focus-visible:opacity-100 group-hover:opacity-100"
    >
      <Play className="size-3.5" fill="currentColor" aria-hidden />
    </Link>
  )
}

function WeekTotal({ week, loading }: { week: readonly MonthDay[]; loading: boolean }) {
  const format = useFormat()
  const { distanceKm, movingSeconds } = totalsOf(week)
  if (loading || movingSeconds === 0) return <div className="bg-bg" />
  const { value, unit } = format.distance(distanceKm)
  return (
    <div className="bg-bg px-3 py-2 text-right">
      <div>
        {value} <span className="text-ink-3 text-xs">{unit}</span>
      </div>
      <div className="text-ink-3 text-xs">{hours(movingSeconds)}</div>
    </div>
  )
}
