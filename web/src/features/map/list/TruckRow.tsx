import { memo } from 'react'
import { Shape } from '@/components/fleet/Shape'
import { Age } from '@/components/ui/Age'
import { cn } from '@/lib/cn'
import { duration } from '@/lib/format/age'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { factsLine, type Row } from '../rows'

interface Props {
  row: Row
  id: string
  top: number
  position: number
  size: number
  selected: boolean
  active: boolean
  onSelect: (id: string) => void
}

export const TruckRow = memo(function TruckRow({
  row,
  id,
  top,
  position,
  size,
  selected,
  active,
  onSelect,
}: Props) {
  return (
    // The list around it has the focus and takes the keys (aria-activedescendant).
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      role="option"
      id={id}
      aria-selected={selected}
      aria-posinset={position + 1}
      aria-setsize={size}
      onClick={() => onSelect(row.id)}
      style={{ transform: `translateY(${top}px)` }}
      className={cn(
        'num absolute inset-x-0 top-0 grid h-[52px] grid-cols-[22px_minmax(0,1fr)_auto] items-center gap-x-2 border-line border-b px-4 hover:bg-sunken',
        selected && 'bg-accent-soft shadow-[inset_2px_0_0_var(--accent)] hover:bg-accent-soft',
        active && 'outline-2 outline-accent -outline-offset-2',
      )}
    >
      <Shape state={row.state} headingDegrees={row.fix?.headingDegrees ?? null} />
      <div className="min-w-0">
        <div className="truncate font-semibold">{row.number}</div>
        <div className="truncate text-ink-3 text-sm">
          {factsLine(row, ['brand', 'company', 'operatingLocation']) || ' '}
        </div>
      </div>
      <div className="text-right">
        <Doing row={row} />
        <div className="text-ink-3 text-xs">
          {row.lastFixAt === null ? 'no fix yet' : <Age at={row.lastFixAt} />}
        </div>
      </div>
    </div>
  )
})

/** The one thing to know of a truck at a glance: how fast it drives, or how long it has not. */
function Doing({ row: { state, since, fix } }: { row: Row }) {
  const format = useFormat()
  const now = useNow()
  if (state === 'none') return null
  if (state === 'offline') return <div className="text-ink-3">offline</div>
  if (state !== 'moving') {
    return (
      <div className={state === 'idling' ? 'text-idling' : 'text-ink-2'}>
        {state}
        {since !== null && ` ${duration(now - since)}`}
      </div>
    )
  }
  const kph = fix?.speedKph ?? null
  if (kph === null) return <div className="text-ink-3">no speed</div>
  const { value, unit } = format.speed(kph)
  return (
    <div>
      {value} <span className="text-ink-3">{unit}</span>
    </div>
  )
}
