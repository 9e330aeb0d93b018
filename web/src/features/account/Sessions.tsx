import { Monitor, Smartphone } from 'lucide-react'
import { toast } from 'sonner'
import { messageOf } from '@/api/problem'
import type { MySession } from '@/api/types'
import { Age } from '@/components/ui/Age'
import { Button } from '@/components/ui/Button'
import { PagedList } from '@/components/ui/PagedList'
import { Pill } from '@/components/ui/Pill'
import { shortAddress } from '@/lib/address'
import { deviceName, isHandheld } from './device'
import { useEndSession, useMySessions } from './useAccount'

/** Where one is signed in. */
export function Sessions() {
  const pages = useMySessions()
  const end = useEndSession()
  const several = (pages.data?.pages[0]?.items.length ?? 0) > 1
  const endThese = (id: string | null) =>
    end.mutate(id, {
      onSuccess: () => toast(id === null ? 'You are signed out everywhere else.' : 'The session has ended.'),
      onError: (error) => toast.error(messageOf(error)),
    })
  return (
    <section aria-labelledby="sessions-title">
      <div className="mb-3 flex flex-wrap items-end gap-3">
        <div className="min-w-60 flex-1">
          <h2 id="sessions-title" className="font-[620] text-lg tracking-tight">
            Where you are signed in
          </h2>
          <p className="mt-1 max-w-xl text-ink-2">
            If you do not know one of these, end it and change your password.
          </p>
        </div>
        {several && (
          <Button disabled={end.isPending} onClick={() => endThese(null)}>
            Sign out everywhere else
          </Button>
        )}
      </div>
      <PagedList pages={pages} what="sessions" empty="None.">
        {(sessions) => (
          <ul>
            {sessions.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                busy={end.isPending}
                onEnd={() => endThese(session.id)}
              />
            ))}
          </ul>
        )}
      </PagedList>
    </section>
  )
}

function SessionRow({ session, busy, onEnd }: { session: MySession; busy: boolean; onEnd: () => void }) {
  const Icon = isHandheld(session.userAgent) ? Smartphone : Monitor
  return (
    <li className="num flex min-h-[52px] items-center gap-3.5 border-line border-t px-3.5 py-2 first:border-0">
      <Icon className="size-4.5 shrink-0 text-ink-3" strokeWidth={1.7} aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold" title={session.userAgent ?? undefined}>
          {deviceName(session.userAgent)}
        </span>
        <span className="block text-ink-3 text-sm">
          {session.organization}
          {session.address !== null && ` · ${shortAddress(session.address)}`} ·{' '}
          <Age at={Date.parse(session.lastUsedAt)} prefix="used " />
        </span>
      </span>
      {session.current ? (
        <Pill tone="good">This one</Pill>
      ) : (
        <Button size="sm" disabled={busy} onClick={onEnd}>
          End
        </Button>
      )}
    </li>
  )
}
