import type { ReactNode } from 'react'

interface Props {
  label: string
  className: string
  children: ReactNode
}

/** What scrolls and holds nothing to press must still be reachable by keyboard. */
export function ScrollBox({ label, className, children }: Props) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is what makes the box scroll by keys
      tabIndex={0}
      className={className}
    >
      {children}
    </section>
  )
}
