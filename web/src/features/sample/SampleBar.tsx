import { X } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '@/api/may'
import { IconButton } from '@/components/ui/IconButton'
import { Progress } from '@/components/ui/Progress'
import { useFormat } from '@/lib/format/useFormat'
import { percent, useSample } from './useSample'

const HIDDEN = 'sample-bar-hidden'

/** Says on the map that the trucks are not real, and how far their making or removal is. */
export function SampleBar({ onRemove }: { onRemove: (trucks: number) => void }) {
  const sample = useSample()
  const mayRemove = useMay()('sample:write')
  const [hidden, setHidden] = useState(() => sessionStorage.getItem(HIDDEN) !== null)
  const state = sample?.state
  const busy = state === 'making' || state === 'removing'
  if (sample === undefined || !(busy || (state === 'driving' && !hidden))) return null

  const hide = () => {
    sessionStorage.setItem(HIDDEN, 'true')
    setHidden(true)
  }
  const words = state === 'making' ? 'Making seven days of driving' : 'Removing the sample fleet'
  return (
    <section
      aria-label="Sample fleet"
      className="floating wide:absolute wide:top-4 wide:left-[72px] z-10 flex h-9 items-center gap-2.5 px-3 text-sm max-wide:h-8 max-wide:text-xs"
    >
      {busy ? (
        <>
          <span className="num text-ink-2">
            {words}… {percent(sample.progress)}
          </span>
          <div className="w-20">
            <Progress value={sample.progress} label={words} />
          </div>
        </>
      ) : (
        <>
          <span>
            <b className="font-semibold">Sample fleet</b>
            <span className="num text-ink-3 max-wide:hidden">
              {' '}
              · <Simulated trucks={sample.trucks} />
            </span>
          </span>
          <span aria-hidden className="h-4 w-px bg-line" />
          {mayRemove && (
            <button
              type="button"
              onClick={() => onRemove(sample.trucks)}
              className="font-semibold text-accent hover:underline"
            >
              Remove
            </button>
          )}
          <IconButton
            label="Hide this for now"
            side="bottom"
            size="icon"
            onClick={hide}
            className="-mr-2 size-6"
          >
            <X />
          </IconButton>
        </>
      )}
    </section>
  )
}

function Simulated({ trucks }: { trucks: number }) {
  return <>{useFormat().number(trucks)} simulated trucks</>
}
