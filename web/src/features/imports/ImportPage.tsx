import { useQueryClient } from '@tanstack/react-query'
import { useReducer, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '@/api/may'
import { Page } from '@/components/ui/Page'
import { cn } from '@/lib/cn'
import { useTitle } from '@/lib/hooks'
import { DropZone } from './DropZone'
import { EarlierImports } from './EarlierImports'
import { Expected } from './Expected'
import { ImportJob } from './ImportJob'
import { PreviewCard } from './PreviewCard'
import type { Plan } from './plan'
import { Sending } from './UploadCard'
import { upload } from './upload'
import { choosing, nextUpload } from './uploadState'

export default function ImportPage() {
  useTitle('Import')
  const mayImport = useMay()('imports:write')
  const [params, setParams] = useSearchParams()
  const id = params.get('id')
  const client = useQueryClient()
  const [state, tell] = useReducer(nextUpload, choosing)
  const running = useRef<AbortController | null>(null)

  const send = async (file: File, plan: Plan) => {
    const controller = new AbortController()
    running.current = controller
    tell({ type: 'started' })
    try {
      const onProgress = (sent: number) => tell({ type: 'progressed', sent })
      const made = await upload(file, plan, { onProgress, signal: controller.signal })
      client.setQueryData(['imports', 'one', made.id], made)
      void client.invalidateQueries({ queryKey: ['imports', 'list'] })
      tell({ type: 'finished' })
      setParams({ id: made.id })
    } catch (error) {
      tell({ type: 'failed', error })
    }
  }

  return (
    <Page title="Import positions">
      <div
        className={cn(
          'mt-4 grid items-start gap-5 max-desk:grid-cols-1',
          state.step === 'checking' ? 'grid-cols-1' : 'grid-cols-[minmax(0,1fr)_384px]',
        )}
      >
        <div className="grid min-w-0 gap-5">
          {state.step === 'sending' ? (
            <Sending state={state} onStop={() => running.current?.abort()} />
          ) : state.step === 'checking' ? (
            <PreviewCard
              key={`${state.file.name} ${state.file.lastModified}`}
              file={state.file}
              plan={state.plan}
              refusal={state.refusal}
              onPlan={(plan) => tell({ type: 'planned', plan })}
              onImport={(plan) => void send(state.file, plan)}
              onAnother={() => tell({ type: 'left' })}
            />
          ) : id !== null ? (
            <ImportJob key={id} id={id} onAnother={() => setParams({})} />
          ) : (
            mayImport && (
              <section
                aria-label="New import"
                className="rounded-xl border border-line bg-surface p-5 max-wide:p-4"
              >
                <DropZone onFile={(file) => tell({ type: 'chosen', file })} />
              </section>
            )
          )}
          {state.step !== 'checking' && <EarlierImports current={id} />}
        </div>
        {mayImport && state.step !== 'checking' && <Expected />}
      </div>
    </Page>
  )
}
