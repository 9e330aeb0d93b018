import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from './Kbd'

export const TipProvider = Tooltip.Provider

interface Props {
  text: ReactNode
  keys?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
}

export function Tip({ text, keys, side = 'top', children }: Props) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="pop-in num z-50 flex max-w-72 items-center gap-2 rounded-md bg-ink px-2.5 py-1.5 text-bg text-xs shadow-float"
        >
          {text}
          {keys && <Kbd className="border-current/30 text-bg">{keys}</Kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
