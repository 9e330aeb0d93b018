import { Link } from 'react-router'
import { useMay } from '@/api/may'
import { messageOf } from '@/api/problem'
import type { Import } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Progress } from '@/components/ui/Progress'
import { Skeleton } from '@/components/ui/Skeleton'
import { fileSize } from '@/lib/format/units'
import { RefusedLines } from './RefusedLines'
import { StatusPill } from './StatusPill'
import { Tally } from './Tally'
import { isOver, useCancelImport, useImport } from './useImports'

export function ImportJob({ id, onAnother }: { id: string; onAnother: () => void }) {
  const query = useImport(id)
  if (query.data) {
    return <Job job={query.data} away={query.failureCount > 0} onAnother={onAnother} />
  }
  return (
    <section aria-label="Import" className="min-h-44 rounded-xl border border-line bg-surface p-5">
      {query.error ? (
        <div role="alert" className="flex flex-col items-start gap-3">
          {messageOf(query.error)}
          <Button onClick={onAnother}>To the imports</Button>
        </div>
      ) : (
        <div className="space-y-3">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-1.5 w-full" />
        </div>
      )}
    </section>
  )
}

interface JobProps {
  job: Import
  /** True while the server does not answer. */
  away: boolean
  onAnother: () => void
}

function Job({ job, away, onAnother }: JobProps) {
  const cancel = useCancelImport(job.id)
  const mayImport = useMay()('imports:write')
  const over = isOver(job)
  return (
    <section aria-label="Import" className="overflow-hidden rounded-xl border border-line bg-surface">
      <div className="p-5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h2 className="num min-w-0 flex-1 truncate font-semibold">
            {job.fileName} <span className="font-normal text-ink-3">{fileSize(job.sizeBytes)}</span>
          </h2>
          <StatusPill status={job.status} />
        </div>
        {!over && (
          <div className="mt-4 flex items-center gap-4">
            <div className="flex-1">
              <Progress value={job.progress} label="Import" />
            </div>
            <span className="num w-10 text-right text-ink-2">{Math.round(job.progress * 100)} %</span>
            {mayImport && (
              <Button size="sm" disabled={cancel.isPending || away} onClick={() => cancel.mutate()}>
                Cancel
              </Button>
            )}
          </div>
        )}
        {!over && away && (
          <p role="status" className="mt-3 text-ink-2">
            The server does not answer just now. The import goes on from where it is when the server is back;
            nothing needs to be sent again.
          </p>
        )}
        {job.failure !== null && (
          <p role="alert" className="mt-4 rounded-md bg-alert-soft px-3 py-2 text-alert">
            {job.failure}
          </p>
        )}
        <Tally job={job} />
        {over && (
          <div className="mt-5 flex flex-wrap gap-2">
            {job.accepted > 0 && (
              <Button look="primary" asChild>
                <Link to="/">See them on the map</Link>
              </Button>
            )}
            <Button onClick={onAnother}>{mayImport ? 'Import another file' : 'All imports'}</Button>
          </div>
        )}
      </div>
      {job.errors.length > 0 && <RefusedLines job={job} />}
    </section>
  )
}
