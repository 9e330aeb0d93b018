import { Pencil, Share2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMay } from '@/api/may'
import type { Stop, Truck } from '@/api/types'
import { SamplePill } from '@/components/fleet/SamplePill'
import { StatePill } from '@/components/fleet/StatePill'
import { IconButton } from '@/components/ui/IconButton'
import type { Day } from '@/lib/format/time'
import { DaySection } from '../day/DaySection'
import type { Look } from '../day/look'
import { StopsSection } from '../day/StopsSection'
import { isUnknown, type TruckDay } from '../day/useTruckDay'
import { factsLine, type Row } from '../rows'
import { NowSection } from './NowSection'

interface Props {
  row: Row
  /** Null for a truck that never had a fix. */
  day: TruckDay | null
  chosen: Day | null
  look: Look
  onLook: (look: Look) => void
  onDay: (day: Day | null) => void
  onShowStop: (stop: Stop) => void
  onEdit: (truck: Truck) => void
  onShare: () => void
  onClose: () => void
  /** What must be seen before anything else. */
  alert: ReactNode
  /** What else there is to say of it. */
  children?: ReactNode
}

/** Everything about one truck: where it is now, and what it did on a day. */
export function TruckPanel({
  row,
  day,
  chosen,
  look,
  onLook,
  onDay,
  onShowStop,
  onEdit,
  onShare,
  onClose,
  alert,
  children,
}: Props) {
  const may = useMay()
  const { facts } = row
  const line = factsLine(row, ['brand', 'trailerSize', 'operatingLocation'])
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {alert}
      <header className="px-[18px] pt-4 pb-3.5 max-wide:pt-0">
        <div className="flex items-start gap-2">
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 pt-0.5">
            <h2 className="num min-w-0 break-words font-[640] text-2xl tracking-tight">{row.number}</h2>
            <StatePill state={row.state} since={row.since} speedKph={row.fix?.speedKph ?? null} />
            {facts?.sample && <SamplePill />}
          </div>
          <div className="-mr-2 flex">
            {may('shares:read') && (
              <IconButton label="Share the truck" side="bottom" onClick={onShare}>
                <Share2 />
              </IconButton>
            )}
            {facts !== null && may('trucks:write') && (
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
        {day !== null && row.lastFixAt !== null && (
          <>
            <DaySection
              truckId={row.id}
              day={day}
              chosen={chosen}
              lastFixAt={row.lastFixAt}
              look={look}
              onLook={onLook}
              onDay={onDay}
            />
            {!isUnknown(day) && <StopsSection day={day} look={look} onLook={onLook} onShow={onShowStop} />}
          </>
        )}
        {children}
      </div>
    </div>
  )
}
