import { Switch as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        'h-5 w-9 shrink-0 cursor-pointer rounded-full bg-offline p-0.5 transition-colors data-[state=checked]:bg-accent disabled:opacity-50',
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="block size-4 rounded-full bg-raised transition-transform data-[state=checked]:translate-x-4" />
    </Radix.Root>
  )
}
