import { Check, Truck } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/Popover'
import { SearchField } from '@/components/ui/SearchField'
import { cn } from '@/lib/cn'
import { useSearched } from '@/lib/fleet/useFound'
import { useTruck } from '@/lib/fleet/useTruck'
import { useFormat } from '@/lib/format/useFormat'
import { MOST_TRUCKS } from '../playbackUrl'

interface Props {
  /** Empty for the whole fleet. */
  chosen: readonly string[]
  onChoose: (trucks: readonly string[]) => void
}

/** More are found by another letter. */
const MOST_SHOWN = 200

const row =
  'flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-sunken disabled:opacity-50'

/** Chooses whose past is played: one truck, several, or the whole fleet. */
export function TruckPicker({ chosen, onChoose }: Props) {
  const format = useFormat()
  const [query, setQuery] = useState('')
  const { trucks, large, count, loading } = useSearched(query, MOST_SHOWN)
  const picked = useMemo(() => new Set(chosen), [chosen])
  const found = useMemo(() => {
    const text = query.trim().toLocaleLowerCase()
    const match = trucks.filter(({ number, facts }) =>
      [number, facts?.company, facts?.brand].some((fact) => fact?.toLocaleLowerCase().includes(text)),
    )
    return [...match.filter(({ id }) => picked.has(id)), ...match.filter(({ id }) => !picked.has(id))]
  }, [trucks, query, picked])

  const [first] = chosen
  const only = useTruck(large && chosen.length === 1 ? (first ?? null) : null).truck
  const one = chosen.length === 1 ? (only ?? trucks.find(({ id }) => id === first))?.number : undefined
  const label =
    chosen.length === 0
      ? count === null
        ? 'Whole fleet'
        : `Whole fleet · ${format.number(count)}`
      : (one ?? (chosen.length === 1 ? '1 truck' : `${chosen.length} trucks`))
  const full = chosen.length >= MOST_TRUCKS
  const toggle = (id: string) =>
    onChoose(picked.has(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button size="sm" aria-label={`Trucks: ${label}`} className="num min-w-0 flex-1 text-ink">
          <Truck className="text-ink-3" /> <span className="truncate">{label}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" aria-label="Choose trucks" className="flex w-72 flex-col p-1.5">
        <SearchField label="Search trucks" value={query} onValue={setQuery} className="mb-1.5 shrink-0" />
        <button
          type="button"
          aria-pressed={chosen.length === 0}
          className={cn(row, 'shrink-0 font-[550]')}
          onClick={() => onChoose([])}
        >
          Whole fleet
          <Tick on={chosen.length === 0} />
        </button>
        <div className="-mx-1.5 my-1 h-px shrink-0 bg-line" />
        <div className="num max-h-[min(320px,45dvh)] overflow-y-auto overscroll-contain">
          {found.slice(0, MOST_SHOWN).map(({ id, number, facts }) => (
            <button
              key={id}
              type="button"
              aria-pressed={picked.has(id)}
              disabled={full && !picked.has(id)}
              className={row}
              onClick={() => toggle(id)}
            >
              <span className="font-[550]">{number}</span>
              <span className="min-w-0 truncate text-ink-3 text-sm">{facts?.company ?? facts?.brand}</span>
              <Tick on={picked.has(id)} />
            </button>
          ))}
          {found.length === 0 && !loading && (
            <p className="px-2 py-3 text-ink-3 text-sm">No truck is called like that.</p>
          )}
        </div>
        {(full || found.length > MOST_SHOWN) && (
          <p className="shrink-0 px-2 pt-2 pb-1 text-ink-3 text-xs">
            {full
              ? `At most ${MOST_TRUCKS} trucks can be chosen, or the whole fleet.`
              : `${format.number(found.length - MOST_SHOWN)} more: search for them.`}
          </p>
        )}
      </PopoverContent>
    </Popover>
  )
}

const Tick = ({ on }: { on: boolean }) => (
  <Check aria-hidden className={cn('ml-auto size-4 shrink-0 text-accent', !on && 'invisible')} />
)
