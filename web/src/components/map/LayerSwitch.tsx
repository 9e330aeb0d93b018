import { useQuery } from '@tanstack/react-query'
import { Layers } from 'lucide-react'
import { useId } from 'react'
import { mapQuery } from '@/api/queries'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/Popover'
import { Switch } from '@/components/ui/Switch'
import { type BaseLayer, baseLayers, useLayers } from './layers'

const words: Record<BaseLayer, { name: string; note: string }> = {
  roads: { name: 'Driven roads', note: 'From the positions of this fleet' },
  streets: { name: 'Street map', note: 'Streets and places around them' },
  land: { name: 'Land', note: 'Coasts and islands' },
}

/** Chooses what lies under the trucks; the browser remembers it. */
export function LayerSwitch() {
  const { shown, show, streetsFailed } = useLayers()
  const hasStreets = (useQuery(mapQuery).data?.streetStyleUrl ?? null) !== null
  return (
    <Popover>
      <PopoverTrigger asChild>
        <button
          type="button"
          className="-mx-1.5 flex h-6 items-center gap-1.5 rounded-md px-1.5 text-ink-2 hover:bg-sunken hover:text-ink"
        >
          <Layers className="size-3.5" aria-hidden /> Layers
        </button>
      </PopoverTrigger>
      <PopoverContent align="start" sideOffset={14} aria-label="Layers of the map" className="w-64 p-1.5">
        {baseLayers
          .filter((layer) => layer !== 'streets' || hasStreets)
          .map((layer) => (
            <Choice
              key={layer}
              {...words[layer]}
              {...(layer === 'streets' && streetsFailed ? { note: 'Could not be loaded' } : {})}
              checked={shown[layer]}
              onChange={(on) => show(layer, on)}
            />
          ))}
      </PopoverContent>
    </Popover>
  )
}

interface ChoiceProps {
  name: string
  note: string
  checked: boolean
  onChange: (checked: boolean) => void
}

function Choice({ name, note, checked, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div className="flex items-center gap-3 rounded-md px-2 py-1.5 hover:bg-sunken">
      <label htmlFor={id} className="min-w-0 flex-1 cursor-pointer">
        <span className="block font-[550]">{name}</span>
        <span className="block text-ink-3 text-xs">{note}</span>
      </label>
      <Switch id={id} checked={checked} onCheckedChange={onChange} />
    </div>
  )
}
