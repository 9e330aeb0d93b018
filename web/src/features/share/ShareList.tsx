import { useEffect, useId, useRef, useState } from 'react'
import { useMay } from '@/api/may'
import { messageOf } from '@/api/problem'
import type { Share } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Skeleton } from '@/components/ui/Skeleton'
import { age } from '@/lib/format/age'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { useRevokeShare, useShares } from './useShares'

/** The links to the truck that work now, each with a way to end it. */
export function ShareList({ truckId, onRevoked }: { truckId: string; onRevoked: (id: string) => void }) {
  const id = useId()
  const mayRevoke = useMay()('shares:write')
  const shares = useShares(truckId)
  const revoke = useRevokeShare(truckId)
  const [asked, setAsked] = useState<string | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const now = useNow()
  const live = shares.data?.items.filter((share) => Date.parse(share.expiresAt) > now)

  const end = (share: Share) =>
    revoke.mutate(share.id, {
      onSuccess: () => {
        setAsked(null)
        onRevoked(share.id)
        title.current?.focus()
      },
    })

  return (
    <section aria-labelledby={id} className="border-line border-t">
      <h3
        ref={title}
        id={id}
        tabIndex={-1}
        className="px-5 pt-3.5 font-semibold text-ink-2 text-sm outline-none"
      >
        Links that work now
      </h3>
      {revoke.error !== null && (
        <p role="alert" className="mx-5 mt-2 text-alert text-sm">
          {messageOf(revoke.error)}
        </p>
      )}
      {live === undefined ? (
        shares.error === null ? (
          <Skeleton className="mx-5 mt-3 mb-5 h-8" />
        ) : (
          <p role="alert" className="px-5 pt-1 pb-4 text-alert text-sm">
            {messageOf(shares.error)}
          </p>
        )
      ) : live.length === 0 ? (
        <p className="px-5 pt-1 pb-4 text-ink-3">None. Nobody outside sees this truck.</p>
      ) : (
        <ul className="max-h-56 overflow-y-auto pt-1 pb-2">
          {live.map((share) => (
            <li key={share.id} className="flex min-h-[52px] items-center gap-3 px-5 py-1.5">
              {asked === share.id ? (
                <Sure
                  pending={revoke.isPending}
                  onKeep={() => {
                    setAsked(null)
                    title.current?.focus()
                  }}
                  onRevoke={() => end(share)}
                />
              ) : (
                <>
                  <Facts share={share} now={now} />
                  {mayRevoke && (
                    <Button size="sm" onClick={() => setAsked(share.id)}>
                      Revoke
                    </Button>
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Facts({ share, now }: { share: Share; now: number }) {
  const format = useFormat()
  const opened = share.lastOpenedAt === null ? null : Date.parse(share.lastOpenedAt)
  return (
    <div className="num min-w-0 flex-1">
      <p className="truncate">{share.note ?? <span className="text-ink-3">No note</span>}</p>
      <p className="truncate text-ink-3 text-sm">
        until {format.since(Date.parse(share.expiresAt), now)} ·{' '}
        {opened === null
          ? 'not opened yet'
          : `looked at ${now - opened < 60_000 ? 'just now' : age(opened, now)}`}
      </p>
    </div>
  )
}

function Sure({ pending, onKeep, onRevoke }: { pending: boolean; onKeep: () => void; onRevoke: () => void }) {
  const keep = useRef<HTMLButtonElement>(null)
  // The button that had the focus is gone.
  useEffect(() => keep.current?.focus(), [])
  return (
    <>
      <p className="min-w-0 flex-1 text-ink-2 text-sm">Whoever has it sees nothing from then on.</p>
      <Button ref={keep} size="sm" onClick={onKeep}>
        Keep
      </Button>
      <Button size="sm" look="danger" disabled={pending} onClick={onRevoke}>
        Revoke
      </Button>
    </>
  )
}
