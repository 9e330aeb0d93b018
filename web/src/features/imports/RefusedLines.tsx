import { Download } from 'lucide-react'
import { toast } from 'sonner'
import { messageOf } from '@/api/problem'
import type { Import } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { CopyButton } from '@/components/ui/CopyButton'
import { useFormat } from '@/lib/format/useFormat'
import { ReasonTable } from './ReasonTable'
import { downloadRefusals, useMoreRefusals } from './refusals'
import { isOver } from './useImports'

export function RefusedLines({ job }: { job: Import }) {
  const format = useFormat()
  const more = useMoreRefusals(job)
  const lines = [...job.errors, ...(more.data?.pages.flatMap(({ items }) => items) ?? [])]
  const download = () =>
    downloadRefusals(job).catch((error: unknown) => {
      toast.error(messageOf(error))
    })
  return (
    <ReasonTable
      title="Refused lines"
      note={
        lines.length < job.rejected &&
        `the first ${format.number(lines.length)} of ${format.number(job.rejected)}`
      }
      lines={lines}
      className="max-h-96"
      actions={
        <>
          <CopyButton
            text={lines.map(({ line, reason }) => `${line}\t${reason}`).join('\n')}
            label={lines.length < job.rejected ? 'Copy the lines shown' : 'Copy'}
          />
          <Button size="sm" onClick={() => void download()}>
            <Download /> Download {job.rejectedListed < job.rejected ? 'the list' : 'all'}
          </Button>
        </>
      }
    >
      {more.error && (
        <p role="alert" className="border-line border-t px-5 py-3 text-alert">
          {messageOf(more.error)}
        </p>
      )}
      {isOver(job) && lines.length < job.rejectedListed && (
        <div className="flex justify-center border-line border-t p-3">
          <Button disabled={more.isFetching} onClick={() => void more.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      {job.rejectedListed < job.rejected && (
        <p className="border-line border-t px-5 py-3 text-ink-2">
          Of {format.number(job.rejected)} refused lines the first {format.number(job.rejectedListed)} are
          listed, the others were only counted. Mend the file and import it again: what is here already does
          no harm.
        </p>
      )}
    </ReasonTable>
  )
}
