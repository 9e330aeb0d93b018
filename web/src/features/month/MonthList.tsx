import { DayBand } from '@/components/fleet/DayBand'
import { Skeleton } from '@/components/ui/Skeleton'
import { cn } from '@/lib/cn'
import { hours } from '@/lib/format/age'
import { shortDay } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { DayLink, type DaysProps, walkDays } from './DayLink'
import { stillWords } from './totals'

/** The month of a narrow window: a day in a row, the newest first. */
export function MonthList({ truckId, days, today, loading }: DaysProps) {
  const format = useFormat()
  const gone = days.filter(({ day }) => day <= today).reverse()
  return (
    <ol className="num -mx-3.5 border-line border-t bg-surface" onKeyDown={(event) => walkDays(event, 1)}>
      {gone.map((day) => (
        <li key={day.day} className="border-line border-b">
          <DayLink
            truckId={truckId}
            day={day}
            className="grid h-[52px] grid-cols-[52px_minmax(0,1fr)_84px] items-center gap-x-3 px-3.5 focus-visible:-outline-offset-2"
          >
            <span
              className={cn(
                'whitespace-nowrap text-sm',
                day.day === today ? 'font-semibold text-accent' : 'text-ink-2',
              )}
            >
              {shortDay(day.day, format.locale)}
            </span>
            {loading ? (
              <Skeleton className="h-3.5 w-full" />
            ) : (
              <DayBand
                pieces={day.pieces}
                span={day.span}
                className={cn(day.figures === null && 'opacity-50')}
              />
            )}
            {day.figures !== null && day.figures.movingSeconds > 0 ? (
              <span className="text-right leading-4">
                <span className="block">{format.distanceText(day.figures.distanceKm)}</span>
                <span className="block text-ink-3 text-xs">{hours(day.figures.movingSeconds)}</span>
              </span>
            ) : (
              <span className="text-right text-ink-3 text-xs">
                {loading ? '' : day.figures === null ? 'no fixes' : stillWords(day.figures)}
              </span>
            )}
          </DayLink>
        </li>
      ))}
    </ol>
  )
}
