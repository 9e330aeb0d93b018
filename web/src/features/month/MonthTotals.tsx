import type { ReactNode } from 'react'
import { Skeleton } from '@/components/ui/Skeleton'
import { cn } from '@/lib/cn'
import { hours } from '@/lib/format/age'
import { useFormat } from '@/lib/format/useFormat'
import { totalsOf } from './totals'
import type { MonthDay } from './useMonth'

/** The month in figures, which are the legend of its bands too. */
export function MonthTotals({ days, loading }: { days: readonly MonthDay[]; loading: boolean }) {
  const format = useFormat()
  const totals = totalsOf(days)
  const { value, unit } = format.distance(totals.distanceKm)
  const top = totals.topSpeedKph === null ? null : format.speed(totals.topSpeedKph)
  return (
    <dl className="num mb-4 flex flex-wrap gap-x-10 gap-y-3">
      <Figure name="Distance" loading={loading}>
        {value} <Unit>{unit}</Unit>
      </Figure>
      <Figure name="Driving" mark="bg-moving" loading={loading}>
        {hours(totals.movingSeconds)}
      </Figure>
      <Figure name="Idling" mark="bg-idling-mark" loading={loading}>
        {hours(totals.idlingSeconds)}
      </Figure>
      <Figure name="Stopped" mark="bg-stopped" loading={loading}>
        {hours(totals.stoppedSeconds)}
      </Figure>
      <Figure name="No signal" mark="bg-offline/40" loading={loading}>
        {hours(totals.noSignalSeconds)}
      </Figure>
      <Figure name="Days driven" loading={loading}>
        {totals.daysDriven}
      </Figure>
      <Figure name="Top speed" loading={loading}>
        {top === null ? <Unit>–</Unit> : top.value} {top !== null && <Unit>{top.unit}</Unit>}
      </Figure>
    </dl>
  )
}

const Unit = ({ children }: { children: ReactNode }) => (
  <span className="font-normal text-ink-3">{children}</span>
)

interface FigureProps {
  name: string
  mark?: string
  loading: boolean
  children: ReactNode
}

function Figure({ name, mark, loading, children }: FigureProps) {
  return (
    <div>
      <dt className="flex items-center gap-1.5 text-ink-3 text-xs">
        {mark && <span aria-hidden className={cn('size-2 rounded-[2px]', mark)} />}
        {name}
      </dt>
      <dd className="h-6 font-[550] text-[15px] leading-6">
        {loading ? <Skeleton className="mt-1.5 h-3.5 w-16" /> : children}
      </dd>
    </div>
  )
}
