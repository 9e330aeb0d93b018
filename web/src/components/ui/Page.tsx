import type { ReactNode } from 'react'

interface Props {
  title: string
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A page of text and tables, under its heading. */
export function Page({ title, note, actions, children }: Props) {
  return (
    <main className="h-full overflow-y-auto bg-bg">
      <div className="mx-auto max-w-[1440px] px-7 pt-4 pb-10 max-wide:px-3.5">
        <header className="flex min-h-9 flex-wrap items-center gap-3">
          <h1 className="font-[640] text-xl tracking-tight">{title}</h1>
          {note && <span className="text-ink-3">{note}</span>}
          <span className="flex-1" />
          {actions}
        </header>
        {children}
      </div>
    </main>
  )
}
