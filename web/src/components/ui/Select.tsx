import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import { cn } from '@/lib/cn'
import { nonce } from '@/lib/nonce'

interface Props<Value extends string> {
  id?: string
  value: Value
  onValue: (value: Value) => void
  /** A note stands beside the label in the list only. */
  options: readonly { value: Value; label: string; note?: string }[]
  'aria-label'?: string
  'aria-invalid'?: true
  'aria-describedby'?: string
  className?: string
}

export function Select<Value extends string>({ value, onValue, options, className, ...props }: Props<Value>) {
  return (
    <Radix.Root value={value} onValueChange={(chosen) => onValue(chosen as Value)}>
      <Radix.Trigger
        {...props}
        className={cn(
          'inline-flex h-9 w-full items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-left hover:border-ink-3',
          className,
        )}
      >
        <Radix.Value />
        <ChevronDown className="size-4 shrink-0 text-ink-3" aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="floating pop-in z-50 max-h-80 min-w-(--radix-select-trigger-width) overflow-hidden p-1"
        >
          <Radix.Viewport nonce={nonce}>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex h-8 items-center justify-between gap-4 rounded-md px-2 outline-none data-[highlighted]:bg-sunken"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.note !== undefined && (
                  <span className="num ml-auto max-w-48 truncate text-ink-3 text-sm">{option.note}</span>
                )}
                <Radix.ItemIndicator>
                  <Check className="size-4 text-accent" aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
