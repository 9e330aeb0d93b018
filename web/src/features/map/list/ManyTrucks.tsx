import { ZoomIn } from 'lucide-react'
import { useFormat } from '@/lib/format/useFormat'

/** As many as the server tells one by one. */
const MOST_TOLD = 2000

/** Stands in for the list while there are more trucks in view than anyone would read through. */
export function ManyTrucks({ count }: { count: number }) {
  const format = useFormat()
  return (
    <div className="num flex gap-3 px-4 py-5 text-ink-2" role="status">
      <ZoomIn aria-hidden className="mt-px size-4 shrink-0 text-ink-3" />
      <div>
        <p className="font-semibold text-ink">{format.number(count)} trucks in and around this view</p>
        <p className="mt-1">
          They are listed once you have zoomed in to {format.number(MOST_TOLD)} or fewer. Or search for a
          truck.
        </p>
      </div>
    </div>
  )
}
