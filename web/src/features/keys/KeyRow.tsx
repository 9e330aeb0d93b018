import { useMay } from '@/api/may'
import type { ApiKey } from '@/api/types'
import { Age } from '@/components/ui/Age'
import { Button } from '@/components/ui/Button'
import { Pill, type PillTone } from '@/components/ui/Pill'
import { cn } from '@/lib/cn'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { scopesLine } from './scopes'

const states: Record<ApiKey['state'], { word: string; tone: PillTone }> = {
  working: { word: 'Works', tone: 'good' },
  expiring: { word: 'Expires soon', tone: 'warn' },
  expired: { word: 'Expired', tone: 'bad' },
  'maker-left': { word: 'Works no more', tone: 'bad' },
  revoked: { word: 'Revoked', tone: 'neutral' },
}

interface Props {
  apiKey: ApiKey
  onRotate: () => void
  onRevoke: () => void
}

/** A key with the secrets of it that work. */
export function KeyRow({ apiKey, onRotate, onRevoke }: Props) {
  const may = useMay()
  const format = useFormat()
  const { word, tone } = states[apiKey.state]
  const revoked = apiKey.state === 'revoked'
  // A key that does more than one may oneself is rotated by somebody else.
  const left = apiKey.state === 'maker-left'
  const mayRotate = !left && may('keys:write') && apiKey.scopes.every(may)
  return (
    <li className="num flex flex-wrap items-start gap-x-6 gap-y-2 border-line border-t px-3.5 py-3 first:border-0">
      <div className="min-w-60 flex-1">
        <p className="flex items-center gap-2.5">
          <span className={cn('truncate font-semibold', revoked && 'text-ink-3')}>{apiKey.name}</span>
          <Pill tone={tone}>{word}</Pill>
        </p>
        <p className="mt-0.5 text-ink-2">{scopesLine(apiKey.scopes)}</p>
        <p className="text-ink-3 text-sm">
          {format.number(apiKey.requestsPerMinute)} requests a minute ·{' '}
          <Age at={Date.parse(apiKey.createdAt)} prefix="made " />
          {apiKey.maker !== null && <> by {apiKey.maker}</>}
        </p>
        {left && (
          <p className="text-ink-2 text-sm">
            Whoever made it is no longer a member, so it is refused. Make another in its place.
          </p>
        )}
      </div>
      {!revoked && (
        <ul className="grid w-64 gap-1.5 max-wide:w-full">
          {apiKey.secrets.map((secret) => (
            <Secret key={secret.prefix + secret.createdAt} secret={secret} />
          ))}
        </ul>
      )}
      {may('keys:write') && !revoked && (
        <span className="flex w-32 justify-end gap-1.5 max-wide:w-full max-wide:justify-start">
          {mayRotate && (
            <Button size="sm" aria-label={`Rotate ${apiKey.name}`} onClick={onRotate}>
              Rotate
            </Button>
          )}
          <Button size="sm" aria-label={`Revoke ${apiKey.name}`} onClick={onRevoke}>
            Revoke
          </Button>
        </span>
      )}
    </li>
  )
}

function Secret({ secret }: { secret: ApiKey['secrets'][number] }) {
  const format = useFormat()
  const now = useNow()
  const ends = Date.parse(secret.expiresAt)
  return (
    <li>
      <span className="font-mono text-ink-2 text-sm">{secret.prefix}…</span>
      <span className="block text-ink-3 text-sm">
        {ends > now ? 'until' : 'ended'} {format.since(ends, now)} ·{' '}
        {secret.lastUsedAt === null ? (
          'never used'
        ) : (
          <Age at={Date.parse(secret.lastUsedAt)} prefix="used " />
        )}
      </span>
    </li>
  )
}
