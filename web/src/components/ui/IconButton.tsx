import type { ComponentProps } from 'react'
import { Button } from './Button'
import { Tip } from './Tip'

interface Props extends ComponentProps<typeof Button> {
  label: string
  keys?: string
  side?: ComponentProps<typeof Tip>['side']
}

/** A button that shows only a picture says its name to everyone: in a tooltip and to screen readers. */
export function IconButton({ label, keys, side, look = 'ghost', size = 'icon', ...props }: Props) {
  return (
    <Tip text={label} keys={keys} side={side}>
      <Button aria-label={label} look={look} size={size} {...props} />
    </Tip>
  )
}
