import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '@/api/may'
import type { ApiKey } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { PagedList } from '@/components/ui/PagedList'
import { useTitle } from '@/lib/hooks'
import { KeyRow } from './KeyRow'
import { NewKeyDialog } from './NewKeyDialog'
import { RotateDialog } from './RotateDialog'
import { useKeys, useRevokeKey } from './useKeys'

type Open = { what: 'new' } | { what: 'rotate' | 'revoke'; key: ApiKey } | null

/** The keys by which services act for the organization. */
export default function KeysPage() {
  useTitle('API keys')
  const may = useMay()
  const pages = useKeys()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <section aria-labelledby="keys-title" className="mt-4 max-w-5xl">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <div className="min-w-64 flex-1">
          <h2 id="keys-title" className="font-[620] text-lg tracking-tight">
            API keys
          </h2>
          <p className="mt-1 max-w-2xl text-ink-2">
            A service acts for this organization by a key of its own. What it may use is described in the{' '}
            <a href="/api/docs" className="text-accent underline underline-offset-2">
              API’s description
            </a>
            .
          </p>
        </div>
        {may('keys:write') && (
          <Button look="primary" onClick={() => setOpen({ what: 'new' })}>
            <Plus /> Make a key
          </Button>
        )}
      </div>
      <PagedList
        pages={pages}
        what="keys"
        empty="None yet. Make one for each service that sends positions or reads from here."
      >
        {(keys) => (
          <ul>
            {keys.map((key) => (
              <KeyRow
                key={key.id}
                apiKey={key}
                onRotate={() => setOpen({ what: 'rotate', key })}
                onRevoke={() => setOpen({ what: 'revoke', key })}
              />
            ))}
          </ul>
        )}
      </PagedList>
      {open?.what === 'new' && <NewKeyDialog onClose={close} />}
      {open?.what === 'rotate' && <RotateDialog apiKey={open.key} onClose={close} />}
      {open?.what === 'revoke' && <RevokeDialog apiKey={open.key} onClose={close} />}
    </section>
  )
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const revoke = useRevokeKey()
  return (
    <ConfirmDialog
      title={`Revoke “${apiKey.name}”?`}
      text="Whatever uses it is refused from now on, until it is given another key. This cannot be undone."
      keep="Keep it"
      confirm="Revoke it"
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(apiKey.id, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
