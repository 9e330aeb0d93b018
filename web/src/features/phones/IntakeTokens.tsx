import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '@/api/may'
import { messageOf } from '@/api/problem'
import type { IntakeToken } from '@/api/types'
import { Age } from '@/components/ui/Age'
import { Button } from '@/components/ui/Button'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { Pill } from '@/components/ui/Pill'
import { Skeleton } from '@/components/ui/Skeleton'
import { TokenDialog } from './TokenDialog'
import { useIntakeTokens, useRevokeToken } from './usePhones'

/** Secret addresses for phones that cannot use the plain one, or should not. */
export function IntakeTokens() {
  const pages = useIntakeTokens()
  const revoke = useRevokeToken()
  const mayWrite = useMay()('phones:write')
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<IntakeToken | null>(null)
  const tokens = pages.data?.pages.flatMap((page) => page.items)
  return (
    <section aria-labelledby="tokens-title" className="mt-8">
      <div className="flex items-end gap-3">
        <h2 id="tokens-title" className="flex-1 font-[620] text-lg tracking-tight">
          Secret addresses
        </h2>
        {mayWrite && (
          <Button onClick={() => setAdding(true)}>
            <Plus /> Add an address
          </Button>
        )}
      </div>
      <p className="mt-1 max-w-2xl text-ink-2">
        Phones may report to an address with a secret in it. When it gets into the wrong hands, revoke it.
      </p>
      <div className="mt-3 overflow-hidden rounded-xl border border-line bg-surface">
        {tokens === undefined ? (
          pages.error !== null ? (
            <div role="alert" className="flex flex-col items-start gap-3 p-5">
              The addresses could not be loaded. {messageOf(pages.error)}
              <Button onClick={() => void pages.refetch()}>Try again</Button>
            </div>
          ) : (
            <Skeleton className="m-3 h-11" />
          )
        ) : tokens.length === 0 ? (
          <p className="p-5 text-ink-2">None. While there is one organization, phones need none.</p>
        ) : (
          <ul>
            {tokens.map((token) => (
              <li
                key={token.id}
                className="num flex min-h-[46px] items-center gap-3 border-line border-t px-3.5 py-2 first:border-0"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-semibold">{token.name}</span>
                  <span className="block text-ink-3 text-sm">
                    {token.lastUsedAt === null ? (
                      'never used'
                    ) : (
                      <Age at={Date.parse(token.lastUsedAt)} prefix="used " />
                    )}
                  </span>
                </span>
                <Age
                  at={Date.parse(token.createdAt)}
                  prefix="added "
                  className="text-ink-2 text-sm max-wide:hidden"
                />
                {token.revokedAt !== null ? (
                  <Pill>Revoked</Pill>
                ) : (
                  mayWrite && (
                    <Button size="sm" onClick={() => setLeaving(token)}>
                      Revoke
                    </Button>
                  )
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      {pages.hasNextPage && (
        <div className="flex justify-center pt-3">
          <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
      {adding && <TokenDialog onClose={() => setAdding(false)} />}
      {leaving !== null && (
        <ConfirmDialog
          title={`Revoke “${leaving.name}”?`}
          text="Phones that report to this address are refused from now on, until they are given another. This cannot be undone."
          keep="Keep it"
          confirm="Revoke it"
          pending={revoke.isPending}
          error={revoke.error}
          onConfirm={() => revoke.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
          onClose={() => setLeaving(null)}
        />
      )}
    </section>
  )
}
