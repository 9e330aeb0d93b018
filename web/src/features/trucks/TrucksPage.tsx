import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '@/api/may'
import { messageOf } from '@/api/problem'
import type { Truck } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Page } from '@/components/ui/Page'
import { useTitle } from '@/lib/hooks'
import { ArchiveDialog } from './ArchiveDialog'
import { NoTrucks } from './NoTrucks'
import { Toolbar } from './Toolbar'
import { TruckDialog } from './TruckDialog'
import { TrucksTable } from './TrucksTable'
import { formatTrucksUrl, parseTrucksUrl, type TrucksUrl } from './trucksUrl'
import { useTruckPages } from './useTrucks'

type Open = { kind: 'add' } | { kind: 'edit'; truck: Truck } | { kind: 'archive'; truck: Truck } | null

const nobody: Truck[] = []

export function TrucksPage() {
  useTitle('Trucks')
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const url = useMemo(() => parseTrucksUrl(params), [params])
  const pages = useTruckPages(url)
  const [open, setOpen] = useState<Open>(null)
  const trucks = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? nobody, [pages.data])

  const change = (patch: Partial<TrucksUrl>, step: 'push' | 'replace') =>
    setParams(formatTrucksUrl({ ...url, ...patch }), { replace: step === 'replace' })
  const close = () => setOpen(null)
  const filtered = url.q !== '' || url.status !== null

  return (
    <Page
      title="Trucks"
      actions={
        may('trucks:write') && (
          <Button look="primary" onClick={() => setOpen({ kind: 'add' })}>
            <Plus /> Add truck
          </Button>
        )
      }
    >
      <Toolbar url={url} onChange={change} />
      <div className="overflow-x-auto rounded-xl border border-line bg-surface max-wide:-mx-3.5 max-wide:rounded-none max-wide:border-x-0">
        {pages.error !== null && trucks.length === 0 ? (
          <div role="alert" className="flex flex-col items-start gap-3 p-6">
            The trucks could not be loaded. {messageOf(pages.error)}
            <Button onClick={() => void pages.refetch()}>Try again</Button>
          </div>
        ) : !pages.isPending && trucks.length === 0 ? (
          <NoTrucks
            filtered={filtered}
            archived={url.archived}
            onAdd={() => setOpen({ kind: 'add' })}
            onClear={() => change({ q: '', status: null }, 'push')}
          />
        ) : (
          <TrucksTable
            trucks={trucks}
            loading={pages.isPending}
            sort={url.sort}
            onSort={(sort) => change({ sort }, 'push')}
            onEdit={(truck) => setOpen({ kind: 'edit', truck })}
            onArchive={(truck) => setOpen({ kind: 'archive', truck })}
          />
        )}
      </div>
      {pages.hasNextPage && (
        <div className="flex justify-center py-4">
          <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {pages.isFetchingNextPage ? 'Loading…' : 'Load more'}
          </Button>
        </div>
      )}
      {open?.kind === 'add' && <TruckDialog truck={null} onClose={close} />}
      {open?.kind === 'edit' && <TruckDialog truck={open.truck} onClose={close} />}
      {open?.kind === 'archive' && <ArchiveDialog truck={open.truck} onClose={close} />}
    </Page>
  )
}
