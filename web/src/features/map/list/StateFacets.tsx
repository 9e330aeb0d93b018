import { Skeleton } from '@/components/ui/Skeleton'
import { cn } from '@/lib/cn'
import { states, stateWords, type TruckState } from '@/lib/fleet/state'
import { useFormat } from '@/lib/format/useFormat'
import type { Counts } from '../rows'

const paint: Record<TruckState, { bar: string; mark: string }> = {
  moving: { bar: 'bg-moving', mark: 'rounded-full bg-moving' },
  idling: { bar: 'bg-idling-mark', mark: 'rounded-full border-2 border-idling-mark bg-transparent' },
  stopped: { bar: 'bg-stopped', mark: 'rounded-[1.5px] bg-stopped' },
  offline: { bar: 'bg-offline', mark: 'rounded-full border-[1.5px] border-offline border-dashed' },
  none: { bar: 'bg-line-strong', mark: 'h-0.5 bg-offline' },
}

interface Props {
  /** Null while the trucks are being fetched. */
  counts: Counts | null
  show: TruckState | null
  onShow: (state: TruckState | null) => void
}

/** How many trucks are in which state, as a bar and as filters to press. */
export function StateFacets({ counts, show, onShow }: Props) {
  const format = useFormat()
  if (counts === null) {
    return (
      <div className="h-[47px] pt-3">
        <Skeleton className="h-1 w-full rounded-[2px]" />
        <Skeleton className="mt-3 h-3 w-40" />
      </div>
    )
  }
  const shown = states.filter((state) => counts[state] > 0 || state === show || state !== 'none')
  return (
    <>
      <div aria-hidden className="mt-3 flex h-1 gap-0.5">
        {states.map(
          (state) =>
            counts[state] > 0 && (
              <i
                key={state}
                style={{ flexGrow: counts[state] }}
                className={cn(
                  'min-w-1 rounded-[2px] transition-opacity',
                  paint[state].bar,
                  show !== null && show !== state && 'opacity-30',
                )}
              />
            ),
        )}
        {states.every((state) => counts[state] === 0) && <i className="flex-1 rounded-[2px] bg-line" />}
      </div>
      <fieldset className="-mx-1 mt-1.5 flex flex-wrap gap-x-0.5 text-ink-2 text-sm">
        <legend className="sr-only">Show only trucks that are</legend>
        {shown.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={show === state}
            onClick={() => onShow(show === state ? null : state)}
            className={cn(
              'num flex h-6 items-center gap-1.5 rounded-md px-1 hover:bg-sunken',
              show === state && 'bg-accent-soft hover:bg-accent-soft',
            )}
          >
            <span aria-hidden className={cn('size-2', paint[state].mark)} />
            <span>
              <b className="font-[620] text-ink">{format.number(counts[state])}</b> {stateWords[state]}
            </span>
          </button>
        ))}
      </fieldset>
    </>
  )
}
