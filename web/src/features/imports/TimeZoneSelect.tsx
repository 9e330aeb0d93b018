import { Command } from 'cmdk'
import { Check, ChevronDown } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/Popover'
import { useFormat } from '@/lib/format/useFormat'

interface Props {
  id: string
  'aria-describedby'?: string
  value: string
  onValue: (timeZone: string) => void
}

const item =
  'flex h-8 cursor-pointer items-center justify-between gap-3 rounded-md px-2 data-[selected=true]:bg-sunken'

export function TimeZoneSelect({ value, onValue, ...props }: Props) {
  const [open, setOpen] = useState(false)
  const { timeZone: home } = useFormat()
  const zones = useMemo(() => {
    const others = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== home && zone !== 'UTC')
    return [...new Set([home, 'UTC', ...others])]
  }, [home])
  const choose = (zone: string) => {
    setOpen(false)
    onValue(zone)
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <button
          {...props}
          type="button"
          className="inline-flex h-9 w-full items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-left hover:border-ink-3"
        >
          <span className="truncate">{value.replaceAll('_', ' ')}</span>
          <ChevronDown className="size-4 shrink-0 text-ink-3" aria-hidden />
        </button>
      </PopoverTrigger>
      <PopoverContent
        align="start"
        aria-label="Time zone"
        className="w-(--radix-popover-trigger-width) min-w-64 p-1"
      >
        <Command label="Time zones">
          <Command.Input
            placeholder="Search time zones"
            className="mb-1 h-8 w-full rounded-md bg-sunken px-2 outline-none"
          />
          <Command.List className="max-h-64 overflow-y-auto">
            <Command.Empty className="px-2 py-3 text-ink-3">No such time zone.</Command.Empty>
            {zones.map((zone) => (
              <Command.Item key={zone} value={zone} onSelect={() => choose(zone)} className={item}>
                {zone.replaceAll('_', ' ')}
                {zone === value && <Check className="size-4 text-accent" aria-hidden />}
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  )
}
