import type { Import } from '@/api/types'
import { useFormat } from '@/lib/format/useFormat'

export function Tally({ job }: { job: Import }) {
  const format = useFormat()
  const counts = [
    ['Positions taken', job.accepted],
    ['Known already', job.duplicates],
    ['Refused', job.rejected],
    ['Trucks added', job.createdTrucks],
  ] as const
  return (
    <dl className="num mt-4 grid grid-cols-4 gap-4 max-wide:grid-cols-2">
      {counts.map(([name, count]) => (
        <div key={name}>
          <dt className="text-ink-3 text-xs">{name}</dt>
          <dd className="font-[620] text-xl tracking-tight">{format.number(count)}</dd>
        </div>
      ))}
    </dl>
  )
}
