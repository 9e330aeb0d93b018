import { messageOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { Skeleton } from '@/components/ui/Skeleton'
import type { Day } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { serverNow } from '@/lib/live/clock'
import { DayPicker } from '../track/DayPicker'
import { SpeedProfile } from '../track/SpeedProfile'
import type { TrackPoint } from '../track/track'
import type { useTrack } from '../track/useTrack'
import { Section } from './Section'

interface Props {
  lastFixAt: number
  day: Day | null
  track: ReturnType<typeof useTrack>
  point: TrackPoint | null
  onPoint: (point: TrackPoint | null) => void
  onDay: (day: Day | null) => void
}

export function TrackSection({ lastFixAt, day, track, point, onPoint, onDay }: Props) {
  const format = useFormat()
  const fixes = track.data?.properties.fixes
  const aside = fixes === undefined ? null : `${format.number(fixes)} ${fixes === 1 ? 'fix' : 'fixes'}`
  return (
    <Section title="Track" aside={aside}>
      <DayPicker day={day} lastFixDay={format.day(lastFixAt)} today={format.day(serverNow())} onDay={onDay} />
      <div className="mt-3 min-h-[104px]">
        <TrackBody day={day} track={track} point={point} onPoint={onPoint} onDay={onDay} />
      </div>
    </Section>
  )
}

function TrackBody({ day, track, point, onPoint, onDay }: Omit<Props, 'lastFixAt'>) {
  const format = useFormat()
  if (track.error !== null) {
    return (
      <p role="alert" className="text-ink-2">
        {messageOf(track.error)}{' '}
        <button
          type="button"
          className="font-semibold text-accent hover:underline"
          onClick={() => void track.refetch()}
        >
          Try again
        </button>
      </p>
    )
  }
  if (track.data === undefined) {
    return (
      <div className="space-y-3 pt-1">
        <Skeleton className="h-3 w-44" />
        <Skeleton className="h-14 w-full" />
      </div>
    )
  }
  const { times, fixes } = track.data.properties
  const first = times[0]
  const last = times.at(-1)
  if (track.data.geometry === null || first === undefined || last === undefined) {
    return (
      <div>
        <p className="text-ink-2">
          {fixes === 0
            ? `No fixes ${day === null ? 'in these 24 hours' : `on ${format.dayName(day, serverNow())}`}.`
            : 'One fix only, so there is no line to draw.'}
        </p>
        {day !== null && (
          <Button size="sm" className="mt-2.5" onClick={() => onDay(null)}>
            Show the last 24 h
          </Button>
        )}
      </div>
    )
  }
  return (
    <>
      <p className="text-ink-2">
        {format.timeSpan(first, last, serverNow())} <span className="text-ink-3">{format.zone(last)}</span>
      </p>
      <SpeedProfile track={track.data} point={point} onPoint={onPoint} />
    </>
  )
}
