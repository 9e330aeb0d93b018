import { useState } from 'react'
import { useMay } from '@/api/may'
import { Button } from '@/components/ui/Button'
import { Progress } from '@/components/ui/Progress'
import { useFormat } from '@/lib/format/useFormat'
import { RemoveSampleDialog } from './RemoveSampleDialog'
import { percent, useSample } from './useSample'

/** The sample fleet on the page of settings, as long as there is one. */
export function SampleSection() {
  const sample = useSample()
  const format = useFormat()
  const mayRemove = useMay()('sample:write')
  const [removing, setRemoving] = useState(false)
  if (sample === undefined || sample.state === 'none' || sample.state === 'removed') return null
  const going = sample.state === 'removing'
  return (
    <section aria-labelledby="sample" className="mt-8 max-w-2xl border-line border-t pt-6">
      <h2 id="sample" className="font-[620] text-lg tracking-tight">
        Sample fleet
      </h2>
      <p className="mt-1 max-w-xl text-ink-2">
        {format.number(sample.trucks)} simulated trucks drive so that you can look around. Trucks of your own
        can drive beside them.
        {mayRemove && ' When you do not need them any more, remove them with all that is stored of them.'}
      </p>
      {going ? (
        <div className="mt-4 max-w-xs">
          <p className="num mb-2 text-ink-2">Removing the sample fleet… {percent(sample.progress)}</p>
          <Progress value={sample.progress} label="Removing the sample fleet" />
        </div>
      ) : (
        mayRemove && (
          <Button className="mt-4" onClick={() => setRemoving(true)}>
            Remove the sample fleet
          </Button>
        )
      )}
      {removing && !going && <RemoveSampleDialog trucks={sample.trucks} onClose={() => setRemoving(false)} />}
    </section>
  )
}
