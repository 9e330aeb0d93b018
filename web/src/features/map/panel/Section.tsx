import type { ReactNode } from 'react'

interface Props {
  title: string
  aside?: ReactNode
  children: ReactNode
}

export function Section({ title, aside, children }: Props) {
  return (
    <section aria-label={title} className="num border-line border-t px-[18px] py-3.5">
      <h3 className="mb-2.5 flex min-h-5 items-center justify-between gap-3 font-semibold text-ink-2 text-sm">
        {title}
        {aside && <span className="font-normal text-ink-3">{aside}</span>}
      </h3>
      {children}
    </section>
  )
}
