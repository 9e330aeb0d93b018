import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

const tones = {
  neutral: 'bg-sunken text-ink-2 ring-1 ring-line ring-inset',
  good: 'bg-moving-soft text-moving',
  warn: 'bg-idling-soft text-idling',
  bad: 'bg-alert-soft text-alert',
  accent: 'bg-accent-soft text-accent',
}

export type PillTone = keyof typeof tones

export function Pill({
  tone = 'neutral',
  className,
  ...props
}: ComponentProps<'span'> & { tone?: PillTone }) {
  return (
    <span
      className={cn(
        'num inline-flex shrink-0 items-center gap-1.5 whitespace-nowrap rounded-[6px] px-2 py-0.5 font-[550] text-sm',
        tones[tone],
        className,
      )}
      {...props}
    />
  )
}
