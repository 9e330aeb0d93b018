import { WifiOff } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { ApiError, messageOf } from '@/api/problem'
import type { SharedTruck } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Logo } from '@/components/ui/Logo'
import { Notice } from '@/components/ui/Notice'
import { FormatProvider, useFormat } from '@/lib/format/useFormat'
import { useNarrow, useTitle } from '@/lib/hooks'
import { useNow } from '@/lib/live/clock'
import { SharedCard } from './SharedCard'
import { useShared } from './useShared'

const SharedMap = lazy(() => import('./SharedMap'))

const NARROW_INSETS = { top: 84, right: 40, bottom: 232, left: 40 }
const WIDE_INSETS = { top: 72, right: 72, bottom: 72, left: 336 + 16 + 56 }

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** One truck, live, for whoever has the link: no account, no session, and no way from here to anything else. */
export default function SharePage({ token }: { token: string }) {
  const { truck, error, waiting, over, heardAt, retry } = useShared(token)
  useTitle(over || truck === undefined ? 'Shared truck' : `Truck ${truck.truckNumber}`)

  if (over) {
    return (
      <Notice
        title="This link does not show a truck any more"
        text={
          error instanceof ApiError && error.is('line-not-private')
            ? error.message
            : 'It has expired, was revoked, or a letter of it is missing. Ask whoever sent it for a new one.'
        }
      />
    )
  }
  if (truck === undefined) {
    if (waiting) {
      const trouble = error === null ? '' : `${messageOf(error)} `
      return (
        <Notice title="The truck cannot be shown just now" text={`${trouble}This page keeps trying.`}>
          <Button look="primary" onClick={retry}>
            Try now
          </Button>
        </Notice>
      )
    }
    return (
      <div role="status" aria-label="Loading" className="grid h-full place-items-center">
        <Logo className="after-a-while size-10 text-line-strong" />
      </div>
    )
  }
  return (
    <FormatProvider of={{ timeZone: browserZone, units: truck.units, locale: navigator.language }}>
      <Shown truck={truck} heardAt={error === null ? null : heardAt} />
    </FormatProvider>
  )
}

/** @param heardAt when the page heard of the truck last (this machine's clock); null while it hears of it */
function Shown({ truck, heardAt }: { truck: SharedTruck; heardAt: number | null }) {
  const narrow = useNarrow()
  return (
    <main className="absolute inset-0 overflow-hidden">
      <Suspense
        fallback={<section aria-label="Map" aria-busy className="absolute inset-0 bg-[var(--water)]" />}
      >
        <SharedMap truck={truck} insets={narrow ? NARROW_INSETS : WIDE_INSETS} />
      </Suspense>
      <SharedCard truck={truck} />
      {heardAt !== null && <LostNote heardAt={heardAt} />}
    </main>
  )
}

/** A short break is seen only in the age of the position. */
const LONG_MS = 12_000

function LostNote({ heardAt }: { heardAt: number }) {
  const format = useFormat()
  useNow()
  if (Date.now() - heardAt < LONG_MS) return null
  return (
    <p
      role="status"
      className="floating pop-in num absolute top-[76px] left-1/2 z-20 flex w-max max-w-[calc(100%-24px)] -translate-x-1/2 items-center gap-3 bg-idling-soft px-4 py-2 text-idling text-sm wide:top-auto wide:bottom-5"
    >
      <WifiOff className="size-4 shrink-0" aria-hidden />
      No connection. What you see is from {format.clock(heardAt, false)}; it goes on by itself.
    </p>
  )
}
