import { Pencil, X } from 'lucide-react'
import type { Truck } from '@/api/types'
import { IconButton } from '@/components/ui/IconButton'
import { Pill } from '@/components/ui/Pill'
import { span } from '@/lib/format/age'
import type { Day } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { factsLine, type Row } from '../rows'
import { Shape } from '../Shape'
import type { TrackPoint } from '../track/track'
import type { useTrack } from '../track/useTrack'
import { NowSection } from './NowSection'
import { TrackSection } from './TrackSection'

interface Props {
  row: Row
  day: Day | null
  track: ReturnType<typeof useTrack>
  point: TrackPoint | null
  onPoint: (point: TrackPoint | null) => void
  onDay: (day: Day | null) => void
  onEdit: (truck: Truck) => void
  onClose: () => void
}

/** Everything about one truck: where it is now, and where it has been. */
export function TruckPanel({ row, day, track, point, onPoint, onDay, onEdit, onClose }: Props) {
  const { facts } = row
  const line = factsLine(row, ['brand', 'trailerSize', 'operatingLocation'])
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="px-[18px] pt-4 pb-3.5 max-wide:pt-0">
        <div className="flex items-start gap-2">
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 pt-0.5">
            <h2 className="num min-w-0 break-words font-[640] text-2xl tracking-tight">{row.number}</h2>
            <StatePill row={row} />
          </div>
          <div className="-mr-2 flex">
            {facts !== null && (
              <IconButton label="Edit the truck" side="bottom" onClick={() => onEdit(facts)}>
                <Pencil />
              </IconButton>
            )}
            <IconButton label="Close" keys="Esc" side="bottom" onClick={onClose}>
              <X />
            </IconButton>
          </div>
        </div>
        {line !== '' && <p className="mt-1 text-ink-2">{line}</p>}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <NowSection row={row} />
        {row.lastFixAt !== null && (
          <TrackSection
            lastFixAt={row.lastFixAt}
            day={day}
            track={track}
            point={point}
            onPoint={onPoint}
            onDay={onDay}
          />
        )}
      </div>
    </div>
  )
}

function StatePill({ row }: { row: Row }) {
  const format = useFormat()
  const now = useNow()
  const kph = row.fix?.speedKph ?? null
  return (
    <Pill className="pl-1.5">
      <Shape state={row.state} headingDegrees={null} className="size-3.5" />
      {row.state === 'none' && 'No fix yet'}
      {row.state === 'silent' && `Silent ${span(now - (row.lastFixAt ?? now))}`}
      {row.state === 'reporting' && `Reporting${kph === null ? '' : ` ${format.speedText(kph)}`}`}
    </Pill>
  )
}
