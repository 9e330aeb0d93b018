import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'inline-block min-w-5 rounded-sm border border-line-strong px-1 text-center font-medium font-sans text-2xs text-ink-3',
        className,
      )}
      {...props}
    />
  )
}
