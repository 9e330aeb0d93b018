import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef } from 'react'
import { Skeleton } from '@/components/ui/Skeleton'
import type { Row } from '../rows'
import { TruckRow } from './TruckRow'

const ROW_HEIGHT = 52

interface Props {
  rows: readonly Row[]
  loading: boolean
  /** There are more than these. */
  more: boolean
  selected: string | null
  active: string | null
  onSelect: (id: string) => void
  onHover: (over: boolean) => void
}

/** The trucks as a list box. Only the rows in view are drawn. */
export function TruckList({ rows, loading, more, selected, active, onSelect, onHover }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const idOf = useId()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  })

  const focus = active ?? selected
  const focusIndex = focus === null ? -1 : rows.findIndex((row) => row.id === focus)
  useEffect(() => {
    if (focusIndex >= 0) virtual.scrollToIndex(focusIndex, { align: 'auto' })
  }, [focusIndex, virtual])

  return (
    <>
      <div
        ref={scroller}
        role="listbox"
        aria-label="Trucks"
        tabIndex={0}
        aria-activedescendant={focusIndex >= 0 ? `${idOf}${focus}` : undefined}
        onPointerEnter={() => onHover(true)}
        onPointerLeave={() => onHover(false)}
        className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none focus-visible:shadow-[inset_0_0_0_2px_var(--accent)]"
      >
        {loading && rows.length === 0 ? (
          <ListSkeleton />
        ) : (
          <div style={{ height: rows.length * ROW_HEIGHT }} role="presentation" className="relative">
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index]
              return (
                row && (
                  <TruckRow
                    key={row.id}
                    row={row}
                    id={`${idOf}${row.id}`}
                    top={item.start}
                    position={item.index}
                    size={rows.length}
                    selected={row.id === selected}
                    active={row.id === active}
                    onSelect={onSelect}
                  />
                )
              )
            })}
          </div>
        )}
      </div>
      {more && (
        <p role="note" className="num border-line border-t px-4 py-2.5 text-ink-2 text-sm">
          The first {rows.length} that match. Another word finds fewer.
        </p>
      )}
    </>
  )
}

function ListSkeleton() {
  return (
    <div role="presentation">
      {Array.from({ length: 12 }, (_, i) => i).map((i) => (
        <div
          key={i}
          role="presentation"
          className="flex h-[52px] items-center gap-3 border-line border-b px-4"
        >
          <Skeleton className="size-4 rounded-full" />
          <div className="flex-1 space-y-2">
            <Skeleton className="h-3 w-14" />
            <Skeleton className="h-2.5 w-36" />
          </div>
          <Skeleton className="h-3 w-12" />
        </div>
      ))}
    </div>
  )
}
