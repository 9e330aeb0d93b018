import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import type { TruckState } from '@/lib/fleet/state'

interface Props {
  state: TruckState
  headingDegrees?: number | null
  className?: string
}

/** The state as a shape, so that it can be read without colours too. */
export function Shape({ state, headingDegrees = null, className }: Props) {
  return (
    <svg viewBox="0 0 18 18" aria-hidden className={cn('size-[18px]', className)}>
      {state === 'moving' && headingDegrees !== null ? (
        <path
          d="M9 2.5 13.5 14.5 9 11.7 4.5 14.5Z"
          transform={`rotate(${headingDegrees} 9 9)`}
          className="fill-moving"
        />
      ) : (
        shapes[state]
      )}
    </svg>
  )
}

const shapes: Record<TruckState, ReactNode> = {
  // Nobody knows where it is heading.
  moving: <circle cx="9" cy="9" r="4" className="fill-moving" />,
  idling: (
    <>
      <circle cx="9" cy="9" r="5.6" className="fill-none stroke-idling-mark" strokeWidth="1.6" />
      <circle cx="9" cy="9" r="2.8" className="fill-idling-mark" />
    </>
  ),
  stopped: <rect x="5" y="5" width="8" height="8" rx="1.5" className="fill-stopped" />,
  offline: (
    <circle
      cx="9"
      cy="9"
      r="5"
      className="fill-none stroke-offline"
      strokeWidth="1.8"
      strokeDasharray="2.6 2.64"
    />
  ),
  none: <path d="M6 9h6" className="stroke-offline" strokeWidth="1.8" strokeLinecap="round" />,
}
