import { useEffect, useRef } from 'react'
import { ApiError, messageOf } from '@/api/problem'
import type { Preview } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Skeleton } from '@/components/ui/Skeleton'
import { cn } from '@/lib/cn'
import { fileSize } from '@/lib/format/units'
import { useFormat } from '@/lib/format/useFormat'
import { fieldWord, missingFields } from './mapping'
import { Options } from './Options'
import { PreviewTable } from './PreviewTable'
import type { Plan } from './plan'
import { listed, outlook } from './previewWords'
import { ReasonTable } from './ReasonTable'
import { usePreview } from './usePreview'

interface Props {
  file: File
  plan: Plan
  /** Why the file was not taken when it was sent. */
  refusal: string | null
  onPlan: (plan: Plan) => void
  onImport: (plan: Plan) => void
  onAnother: () => void
}

/** How the chosen file would be read, and what can be mended about it, before it is sent. */
export function PreviewCard({ file, plan, refusal, onPlan, onImport, onAnother }: Props) {
  const { timeZone: home } = useFormat()
  const asked = { ...plan, timeZone: plan.timeZone ?? home }
  const card = useRef<HTMLElement>(null)
  // What was pressed to choose the file is gone: keys go on from here.
  useEffect(() => card.current?.focus(), [])
  const { data: preview, error, isFetching, isPlaceholderData, refetch } = usePreview(file, asked)
  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-label="Check the file"
      aria-busy={isFetching}
      className="min-w-0 rounded-xl border border-line bg-surface outline-none"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-5 pt-4 pb-3 max-wide:px-4">
        <h2 className="num min-w-0 flex-1 truncate font-semibold">
          {file.name} <span className="font-normal text-ink-3">{fileSize(file.size)}</span>
        </h2>
        <Button size="sm" onClick={onAnother}>
          Choose another file
        </Button>
      </header>
      {refusal !== null && (
        <Refused title={`${file.name} was not imported`} text={refusal} className="mx-5 max-wide:mx-4" />
      )}
      {preview ? (
        <Checked
          preview={preview}
          plan={asked}
          settling={isPlaceholderData}
          file={file}
          onPlan={onPlan}
          onImport={() =>
            onImport({
              ...asked,
              timeZone: preview.zoneNeeded ? asked.timeZone : null,
              mapping: asked.mapping ?? preview.mapping,
            })
          }
        />
      ) : error ? (
        <div className="px-5 pb-1 max-wide:px-4">
          {error instanceof ApiError && error.passing ? (
            <>
              <Refused title={`${file.name} could not be looked at`} text={messageOf(error)} />
              <Button className="mb-4" disabled={isFetching} onClick={() => void refetch()}>
                Try again
              </Button>
            </>
          ) : (
            <Refused title={`${file.name} cannot be imported as it is`} text={messageOf(error)} />
          )}
        </div>
      ) : (
        <div className="space-y-3 px-5 pb-5">
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-72 w-full" />
        </div>
      )}
    </section>
  )
}

interface CheckedProps {
  preview: Preview
  plan: Plan & { timeZone: string }
  /** True while the preview still shows the plan before this one. */
  settling: boolean
  file: File
  onPlan: (plan: Plan) => void
  onImport: () => void
}

function Checked({ preview, plan, settling, file, onPlan, onImport }: CheckedProps) {
  const format = useFormat()
  const mapping = plan.mapping ?? preview.mapping
  const missing = missingFields(preview.fields, mapping)
  const lastShown = preview.rows.at(-1)?.line ?? 0
  const fartherDown = preview.refused.filter(({ line }) => line > lastShown)
  return (
    <>
      <div className="space-y-1 px-5 pb-3 text-ink-2 max-wide:px-4">
        {!preview.headerGiven && (
          <p>The first line is a position, not a line of names: say which column is which.</p>
        )}
        <p>
          The first lines as they will be read, times in {format.timeZone.replaceAll('_', ' ')}. Choose
          another column where one is wrong.
        </p>
      </div>
      <PreviewTable
        preview={preview}
        mapping={mapping}
        readable={missing.length === 0}
        className={cn(settling && 'opacity-60 transition-opacity delay-300')}
        onMapping={(changed) => onPlan({ ...plan, mapping: changed })}
      />
      {missing.length === 0 && fartherDown.length > 0 && (
        <ReasonTable title="Refused farther down" lines={fartherDown} className="max-h-44" />
      )}
      <div className="border-line border-t px-5 py-4 max-wide:px-4">
        {preview.fault !== null && <Refused title="The file is damaged" text={preview.fault} />}
        <Options
          plan={plan}
          zoneNeeded={preview.zoneNeeded}
          newTrucks={missing.length === 0 ? preview.newTrucks : []}
          onChange={onPlan}
        />
      </div>
      <footer className="sticky bottom-0 z-10 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-b-xl border-line border-t bg-surface px-5 py-3.5 max-wide:px-4">
        <Button
          look="primary"
          disabled={missing.length > 0 || preview.linesSeen === 0 || settling}
          onClick={onImport}
        >
          Import {fileSize(file.size)}
        </Button>
        <p role="status" className={cn('num min-w-0', missing.length > 0 ? 'text-alert' : 'text-ink-2')}>
          {missing.length > 0
            ? `Choose the column of ${listed(missing.map(({ field }) => fieldWord(field)))} first.`
            : outlook(preview, format.number)}
        </p>
      </footer>
    </>
  )
}

function Refused({ title, text, className }: { title: string; text: string; className?: string }) {
  return (
    <div role="alert" className={cn('mb-4 rounded-lg bg-alert-soft px-4 py-3', className)}>
      <p className="font-[550] text-alert">{title}</p>
      <p className="mt-1">{text}</p>
    </div>
  )
}
