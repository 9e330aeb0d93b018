import { CalendarRange, Play } from 'lucide-react'
import { Link } from 'react-router'
import { messageOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { Tip } from '@/components/ui/Tip'
import { playbackPath } from '@/lib/day/playback'
import { hours } from '@/lib/format/age'
import { type Day, monthOf } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { serverNow } from '@/lib/live/clock'
import { Section } from '../panel/Section'
import { DayChart } from './DayChart'
import { DayPicker } from './DayPicker'
import type { Look } from './look'
import { isUnknown, type TruckDay } from './useTruckDay'

interface Props {
  truckId: string
  day: TruckDay
  /** The day in the address; null follows the truck's newest fix. */
  chosen: Day | null
  lastFixAt: number
  look: Look
  onLook: (look: Look) => void
  onDay: (day: Day | null) => void
}

export function DaySection({ truckId, day, chosen, lastFixAt, look, onLook, onDay }: Props) {
  const format = useFormat()
  const now = serverNow()
  const today = format.day(now)
  const title = day.day === today ? 'Today' : format.dayName(day.day, now)
  return (
    <Section title={title} aside={<Figures day={day} />}>
      <div className="flex items-center gap-1.5">
        <DayPicker
          day={day.day}
          chosen={chosen}
          lastFixDay={format.day(lastFixAt)}
          today={today}
          onDay={onDay}
        />
        <Tip text="The month as a calendar">
          <Button size="sm" asChild>
            <Link to={`/trucks/${truckId}/month/${monthOf(day.day)}`}>
              <CalendarRange className="text-ink-3" /> Month
            </Link>
          </Button>
        </Tip>
        <Button size="sm" asChild>
          <Link to={playbackPath(truckId, day.span)} aria-label="Play this day">
            <Play className="text-ink-3" /> Play
          </Link>
        </Button>
      </div>
      {day.error === null && isUnknown(day) && (
        <div className="mt-3 min-h-[108px] text-ink-2">
          <p>No fixes {day.day === today ? 'today' : `on ${title}`}.</p>
          <Button size="sm" className="mt-2.5" onClick={() => onDay(null)}>
            Show the newest day
          </Button>
        </div>
      )}
      {day.error === null && !isUnknown(day) && <DayChart day={day} look={look} onLook={onLook} />}
      {day.error !== null && (
        <p role="alert" className="mt-3 min-h-[108px] text-ink-2">
          {messageOf(day.error)}{' '}
          <button type="button" className="font-semibold text-accent hover:underline" onClick={day.retry}>
            Try again
          </button>
        </p>
      )}
    </Section>
  )
}

function Figures({ day: { figures } }: { day: TruckDay }) {
  const format = useFormat()
  if (figures === undefined) return null
  if (figures === null) return 'no fixes'
  return `${hours(figures.movingSeconds)} driving · ${format.distanceText(figures.distanceKm)}`
}
