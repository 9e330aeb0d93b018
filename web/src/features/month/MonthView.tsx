import { ChevronLeft, ChevronRight, MapPin } from 'lucide-react'
import { Link, useNavigate } from 'react-router'
import { messageOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { Page } from '@/components/ui/Page'
import { type Month, monthOf, shiftMonth } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { useNarrow, useTitle } from '@/lib/hooks'
import { isWriting, somethingOpen, useKeys } from '@/lib/keys'
import { serverNow } from '@/lib/live/clock'
import { MonthGrid } from './MonthGrid'
import { MonthList } from './MonthList'
import { MonthTotals } from './MonthTotals'
import { useMonth } from './useMonth'

/** A truck's month as a calendar of day bands. */
export function MonthView({ truckId, month }: { truckId: string; month: Month }) {
  const format = useFormat()
  const narrow = useNarrow()
  const navigate = useNavigate()
  const { truck, days, loading, error, retry } = useMonth(truckId, month)
  const today = format.day(serverNow())
  const isLast = month >= monthOf(today)
  useTitle(truck === undefined ? 'Month' : `${truck.truckNumber}, ${format.monthName(month)}`)

  const addressOf = (other: Month) => `/trucks/${truckId}/month/${other}`
  const go = (months: number) => navigate(addressOf(shiftMonth(month, months)))
  useKeys((event) => {
    const step = { PageUp: -1, PageDown: 1 }[event.key]
    if (step === undefined || isWriting(event.target) || somethingOpen() || (step > 0 && isLast)) return
    event.preventDefault()
    go(step)
  })

  const Days = narrow ? MonthList : MonthGrid
  return (
    <Page
      title={truck?.truckNumber ?? '…'}
      note={[truck?.brand, truck?.company].filter(Boolean).join(' · ')}
      actions={
        <Button asChild>
          <Link to={`/?truck=${truckId}`}>
            <MapPin /> On the map
          </Link>
        </Button>
      }
    >
      <nav aria-label="Month" className="flex items-center gap-1 py-3">
        <IconButton label="The month before" keys="PgUp" onClick={() => go(-1)}>
          <ChevronLeft />
        </IconButton>
        <h2 className="num min-w-36 text-center font-[620] text-lg tracking-tight">
          {format.monthName(month)}
        </h2>
        <IconButton label="The month after" keys="PgDn" disabled={isLast} onClick={() => go(1)}>
          <ChevronRight />
        </IconButton>
        {!isLast && (
          <Button size="sm" className="ml-2" asChild>
            <Link to={addressOf(monthOf(today))}>This month</Link>
          </Button>
        )}
      </nav>
      {error !== null ? (
        <div role="alert" className="flex flex-col items-start gap-3 py-6 text-ink-2">
          This month could not be loaded. {messageOf(error)}
          <Button onClick={retry}>Try again</Button>
        </div>
      ) : (
        <>
          <MonthTotals days={days} loading={loading} />
          <Days truckId={truckId} days={days} today={today} loading={loading} />
        </>
      )}
    </Page>
  )
}
