import type { ReactNode } from 'react'
import { Logo } from './Logo'

/** A whole page that has only one thing to say. */
export function Notice({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className="grid h-full place-items-center p-6">
      <div className="max-w-sm text-center">
        <Logo className="mx-auto size-10 text-accent" />
        <h1 className="mt-5 font-[620] text-xl tracking-tight">{title}</h1>
        <p className="mt-2 text-ink-2">{text}</p>
        {children && <div className="mt-5 flex justify-center gap-2">{children}</div>}
      </div>
    </main>
  )
}
