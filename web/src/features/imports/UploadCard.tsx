import { Button } from '@/components/ui/Button'
import { Progress } from '@/components/ui/Progress'
import type { UploadState } from './uploadState'

export function Sending({ state, onStop }: { state: UploadState & { step: 'sending' }; onStop: () => void }) {
  const percent = Math.round(state.sent * 100)
  return (
    <section aria-label="Upload" className="rounded-xl border border-line bg-surface p-5">
      <div className="flex items-center gap-3">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{state.file.name}</h2>
        <Button size="sm" onClick={onStop}>
          Stop
        </Button>
      </div>
      <p className="num mt-1 mb-3 text-ink-2">
        {state.sent < 1 ? `Sending the file, ${percent} %` : 'Sent. The server looks at it.'}
      </p>
      <Progress value={state.sent} label="Upload" />
    </section>
  )
}
