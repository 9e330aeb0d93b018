import { CodeBox } from '@/components/ui/CodeBox'
import { CopyButton } from '@/components/ui/CopyButton'

const example = `truck,time,latitude,longitude,speed,heading
875,2026-11-21T14:06:32Z,37.984,23.728,54,80
875,2026-11-21T14:07:02Z,37.984,23.732,52,84
912,2026-11-21T14:06:40Z,38.045,23.801,0,
`

export function Expected() {
  return (
    <aside aria-labelledby="expected-title" className="min-w-0 rounded-xl border border-line bg-surface p-5">
      <h2 id="expected-title" className="font-semibold">
        What the file should hold
      </h2>
      <p className="mt-1.5 text-ink-2">
        One line for each position, and best a first line that names the columns:
      </p>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        <dt className="text-ink-3">Needed</dt>
        <dd>truck, time, latitude, longitude</dd>
        <dt className="text-ink-3">Welcome</dt>
        <dd>speed, heading, ignition, odometer, accuracy</dd>
      </dl>
      <p className="mt-3 text-ink-2">
        The columns may have other names: you see how they are read before anything is imported, and can
        choose others. The truck is its number or the id of its device. Speed is in km/h. Positions that are
        already here are counted as known already and change nothing.
      </p>
      <div className="mt-4 flex items-center justify-between">
        <h3 className="font-semibold text-ink-2 text-sm">Example</h3>
        <CopyButton text={example} label="Copy the example" />
      </div>
      <CodeBox text={example.trimEnd()} />
    </aside>
  )
}
