import { Search, X } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'
import { Kbd } from './Kbd'

interface Props extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  label: string
  value: string
  onValue: (value: string) => void
  keys?: string
}

export function SearchField({ label, value, onValue, keys, className, ...props }: Props) {
  return (
    <label
      className={cn(
        'flex h-9 cursor-text items-center gap-2 rounded-md border border-transparent bg-sunken px-2.5 text-ink-3 focus-within:border-accent focus-within:bg-surface',
        className,
      )}
    >
      <Search className="size-4 shrink-0" aria-hidden />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onValue(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        className="min-w-0 flex-1 bg-transparent text-base text-ink outline-none [&::-webkit-search-cancel-button]:hidden"
        {...props}
      />
      {value !== '' ? (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => onValue('')}
          className="-mr-1 rounded-sm p-0.5 hover:text-ink"
        >
          <X className="size-4" />
        </button>
      ) : (
        keys && (
          <Kbd aria-hidden className="max-wide:hidden">
            {keys}
          </Kbd>
        )
      )}
    </label>
  )
}
