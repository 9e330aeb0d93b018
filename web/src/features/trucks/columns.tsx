import { createColumnHelper, tableFeatures } from '@tanstack/react-table'
import { Link } from 'react-router'
import type { Truck } from '@/api/types'
import { SamplePill } from '@/components/fleet/SamplePill'
import { Shape } from '@/components/fleet/Shape'
import { Age } from '@/components/ui/Age'
import { Pill } from '@/components/ui/Pill'
import { stateWords } from '@/lib/fleet/state'
import { useTruckNow } from '@/lib/fleet/useTruckNow'
import { useLive } from '@/lib/live/store'
import { useFollow } from '@/lib/live/wish'
import type { SortField } from './trucksUrl'
import { statusTones, statusWords } from './words'

export const features = tableFeatures({})

const column = createColumnHelper<typeof features, Truck>()

const Quiet = ({ text }: { text: string | null }) =>
  text === null || text === '' ? (
    <span className="text-ink-3">–</span>
  ) : (
    <span className="block max-w-56 truncate text-ink-2">{text}</span>
  )

/** Columns that stay in a narrow window. */
export const essential = new Set(['truckNumber', 'motion', 'lastFixAt', 'actions'])

/** Columns that the server can sort by. */
export const sortFields: Partial<Record<string, SortField>> = {
  truckNumber: 'truckNumber',
  serviceStatus: 'serviceStatus',
  company: 'company',
}

export const columns = column.columns([
  column.accessor('truckNumber', {
    header: 'Truck',
    cell: ({ row: { original: truck } }) => (
      <span className="flex items-center gap-2">
        {truck.archivedAt === null ? (
          <Link
            to={`/?truck=${truck.id}`}
            className="font-semibold underline-offset-2 hover:text-accent hover:underline"
          >
            {truck.truckNumber}
          </Link>
        ) : (
          <span className="font-semibold">{truck.truckNumber}</span>
        )}
        {truck.sample && <SamplePill />}
      </span>
    ),
  }),
  column.accessor('motion', { header: 'Now', cell: ({ row }) => <Doing truck={row.original} /> }),
  column.accessor('serviceStatus', {
    header: 'Status',
    cell: ({ row: { original: truck } }) => {
      const words = statusWords[truck.serviceStatus]
      // The usual state stays quiet, so that the others are seen.
      return truck.serviceStatus === 'operational' ? (
        <Quiet text={words} />
      ) : (
        <Pill tone={statusTones[truck.serviceStatus]}>{words}</Pill>
      )
    },
  }),
  column.accessor('company', { header: 'Company', cell: ({ row }) => <Quiet text={row.original.company} /> }),
  column.accessor('brand', { header: 'Brand', cell: ({ row }) => <Quiet text={row.original.brand} /> }),
  column.accessor('trailerSize', {
    header: 'Trailer',
    cell: ({ row }) => <Quiet text={row.original.trailerSize} />,
  }),
  column.accessor('operatingLocation', {
    header: 'Location',
    cell: ({ row }) => <Quiet text={row.original.operatingLocation} />,
  }),
  column.accessor('deviceIds', {
    header: 'Devices',
    cell: ({ row }) => <Quiet text={row.original.deviceIds.join(', ')} />,
  }),
  column.accessor('lastFixAt', { header: 'Last fix', cell: ({ row }) => <LastFix truck={row.original} /> }),
])

function Doing({ truck }: { truck: Truck }) {
  useFollow(truck.archivedAt === null ? truck.id : null)
  const now = useTruckNow(truck.id, truck)
  if (truck.archivedAt !== null || now.state === 'none') return <span className="text-ink-3">–</span>
  return (
    <span className="flex items-center gap-1.5 text-ink-2">
      <Shape {...now} className="size-4" />
      {stateWords[now.state]}
    </span>
  )
}

/** The list's own time is as old as the list; the live line knows better. */
function LastFix({ truck }: { truck: Truck }) {
  const live = useLive((state) => state.fixes.get(truck.id)?.at)
  const at = live ?? (truck.lastFixAt === null ? null : Date.parse(truck.lastFixAt))
  return at === null ? <span className="text-ink-3">no fix yet</span> : <Age at={at} className="text-ink-2" />
}
