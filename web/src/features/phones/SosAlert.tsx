import { Siren } from 'lucide-react'
import { Link } from 'react-router'
import { formatFrame } from '@/components/map/frame'
import { shortCoordinates } from '@/lib/format/units'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { recentSos } from './sos'
import { useTruckPhones } from './usePhones'

const PLACE_ZOOM = 15

/** Says that the driver called for help, when, and from where; it does not count, so that it is read out once. */
export function SosAlert({ truckId }: { truckId: string }) {
  const format = useFormat()
  const now = useNow()
  const sos = recentSos(useTruckPhones(truckId).data ?? [], now)
  if (sos === null) return null
  const { latitude, longitude } = sos
  const at = Date.parse(sos.at)
  return (
    <div
      role="alert"
      className="num flex shrink-0 items-start gap-2.5 bg-alert-soft px-[18px] py-2.5 font-[550] text-alert"
    >
      <Siren className="mt-0.5 size-4 shrink-0" aria-hidden />
      <p>
        The driver called for help on{' '}
        <time dateTime={sos.at} title={format.fullTime(at)}>
          {format.shortTime(at, now)}
        </time>
        {latitude !== null && longitude !== null && (
          <>
            , at{' '}
            <Link
              to={`/?truck=${truckId}&at=${formatFrame({ latitude, longitude, zoom: PLACE_ZOOM })}`}
              title="Show it on the map"
              className="underline underline-offset-2"
            >
              {shortCoordinates(latitude, longitude)}
            </Link>
          </>
        )}
      </p>
    </div>
  )
}
