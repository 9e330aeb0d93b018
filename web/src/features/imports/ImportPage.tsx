import { useQueryClient } from '@tanstack/react-query'
import { useReducer, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { Page } from '@/components/ui/Page'
import { useTitle } from '@/lib/hooks'
import { DropZone } from './DropZone'
import { EarlierImports } from './EarlierImports'
import { Expected } from './Expected'
import { ImportJob } from './ImportJob'
import { Options } from './Options'
import { Refused, Sending } from './UploadCard'
import { type UploadOptions, upload } from './upload'
import { choosing, nextUpload } from './uploadState'

export default function ImportPage() {
  useTitle('Import')
  const [params, setParams] = useSearchParams()
  const id = params.get('id')
  const client = useQueryClient()
  const [state, tell] = useReducer(nextUpload, choosing)
  const [options, setOptions] = useState<UploadOptions>({ createTrucks: true, timeZone: null })
  const running = useRef<AbortController | null>(null)

  const start = async (file: File) => {
    const controller = new AbortController()
    running.current = controller
    tell({ type: 'started', fileName: file.name })
    try {
      const onProgress = (sent: number) => tell({ type: 'progressed', sent })
      const made = await upload(file, options, { onProgress, signal: controller.signal })
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
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)_384px] items-start gap-5 max-desk:grid-cols-1">
        <div className="grid min-w-0 gap-5">
          {state.step === 'sending' ? (
            <Sending state={state} onStop={() => running.current?.abort()} />
          ) : id !== null && state.step === 'choosing' ? (
            <ImportJob key={id} id={id} onAnother={() => setParams({})} />
          ) : (
            <section
              aria-label="New import"
              className="rounded-xl border border-line bg-surface p-5 max-wide:p-4"
            >
              {state.step === 'refused' && <Refused state={state} />}
              <DropZone onFile={(file) => void start(file)} />
              <Options options={options} onChange={setOptions} />
            </section>
          )}
          <EarlierImports current={id} />
        </div>
        <Expected />
      </div>
    </Page>
  )
}
