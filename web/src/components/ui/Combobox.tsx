import { Command } from 'cmdk'
import { Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Popover, PopoverContent, PopoverTrigger } from './Popover'

interface Props {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  disabled?: boolean
  value: string
  onValue: (value: string) => void
  options: readonly { value: string; label: string }[]
  /** What is chosen, in the singular: "time zone". */
  what: string
}

const item =
  'flex h-8 cursor-pointer items-center justify-between gap-3 rounded-md px-2 data-[selected=true]:bg-sunken'

/** One of so many that one types a little of it. */
export function Combobox({ value, onValue, options, what, ...props }: Props) {
  const [open, setOpen] = useState(false)
  const choose = (chosen: string) => {
    setOpen(false)
    onValue(chosen)
  }
  return (
    // Modal, so that its list can be scrolled where it stands in a dialog.
    <Popover modal open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <button
          {...props}
          type="button"
          className="inline-flex h-9 w-full items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-left hover:border-ink-3 disabled:pointer-events-none disabled:opacity-50"
        >
          <span className="truncate">{options.find((option) => option.value === value)?.label ?? value}</span>
          <ChevronDown className="size-4 shrink-0 text-ink-3" aria-hidden />
        </button>
      </PopoverTrigger>
      <PopoverContent
        align="start"
        aria-label={`Choose a ${what}`}
        className="w-(--radix-popover-trigger-width) min-w-64 p-1"
      >
        <Command label={`Choose a ${what}`}>
          <Command.Input
            placeholder={`Search for a ${what}`}
            className="mb-1 h-8 w-full rounded-md bg-sunken px-2 outline-none"
          />
          <Command.List className="max-h-64 overflow-y-auto">
            <Command.Empty className="px-2 py-3 text-ink-3">There is no such {what}.</Command.Empty>
            {options.map((option) => (
              <Command.Item
                key={option.value}
                value={option.value}
                keywords={[option.label]}
                onSelect={() => choose(option.value)}
                className={item}
              >
                <span className="truncate">{option.label}</span>
                {option.value === value && <Check className="size-4 shrink-0 text-accent" aria-hidden />}
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  )
}
