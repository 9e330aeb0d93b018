import { cn } from '@/lib/cn'
import type { TruckState } from '@/lib/fleet/state'

interface Props {
  state: TruckState
  headingDegrees: number | null
  className?: string
}

/** The state as a shape: an arrow along the heading, a dot without one, a dashed ring when silent, a short line before the first fix. */
export function Shape({ state, headingDegrees, className }: Props) {
  return (
    <svg viewBox="0 0 18 18" aria-hidden className={cn('size-[18px]', className)}>
      {state === 'reporting' && headingDegrees !== null && (
        <path
          d="M9 2.5 13.5 14.5 9 11.7 4.5 14.5Z"
          transform={`rotate(${headingDegrees} 9 9)`}
          className="fill-ink"
        />
      )}
      {state === 'reporting' && headingDegrees === null && (
        <circle cx="9" cy="9" r="4" className="fill-ink" />
      )}
      {state === 'silent' && (
        <circle
          cx="9"
          cy="9"
          r="5"
          className="fill-none stroke-offline"
          strokeWidth="1.8"
          strokeDasharray="2.6 2.64"
        />
      )}
      {state === 'none' && (
        <path d="M6 9h6" className="stroke-offline" strokeWidth="1.8" strokeLinecap="round" />
      )}
    </svg>
  )
}
