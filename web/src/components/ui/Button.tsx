import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

const looks = {
  primary: 'bg-accent border-accent text-accent-ink hover:bg-accent/90',
  outline: 'bg-raised border-line-strong text-ink hover:bg-sunken',
  ghost: 'border-transparent text-ink-2 hover:bg-sunken hover:text-ink',
  danger: 'bg-alert border-alert text-raised hover:bg-alert/90',
}

const sizes = {
  md: 'h-8 px-3 gap-1.5',
  sm: 'h-7 px-2.5 gap-1.5 text-sm',
  lg: 'h-10 px-4 gap-2',
  icon: 'size-8',
}

interface Props extends ComponentProps<'button'> {
  look?: keyof typeof looks
  size?: keyof typeof sizes
  asChild?: boolean
}

export function Button({ look = 'outline', size = 'md', asChild = false, className, ...props }: Props) {
  const Element = asChild ? Slot.Root : 'button'
  return (
    <Element
      type={asChild ? undefined : 'button'}
      className={cn(
        'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border font-[550] text-[13px] transition-colors disabled:pointer-events-none disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
        looks[look],
        sizes[size],
        className,
      )}
      {...props}
    />
  )
}
