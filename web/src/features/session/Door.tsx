import type { ReactNode } from 'react'
import { Logo } from '@/components/ui/Logo'
import { Lights } from './Lights'

interface Props {
  greeting: string
  /** It says what has become of a session, so it is read out. */
  news?: boolean
  children: ReactNode
}

/** What stands before the page: signing in, and what leads there. */
export function Door({ greeting, news, children }: Props) {
  return (
    <main className="relative isolate h-full overflow-y-auto px-5 pt-[19vh] pb-8">
      <div aria-hidden className="-z-10 pointer-events-none absolute inset-0 overflow-hidden">
        <Lights className="-translate-x-1/2 -translate-y-1/2 absolute top-[calc(19vh+22px)] left-1/2 max-w-none" />
      </div>
      <div className="mx-auto w-full max-w-[360px]">
        <div className="mb-7 text-center">
          <Logo className="mx-auto size-14 text-accent" />
          <h1 className="mt-3 font-[640] text-2xl tracking-tight">Watchtower</h1>
          <p className="mt-2 text-balance text-ink-2" role={news ? 'status' : undefined}>
            {greeting}
          </p>
        </div>
        {children}
      </div>
    </main>
  )
}
