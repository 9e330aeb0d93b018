import { Trash2, Truck as TruckIcon } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { toast } from 'sonner'
import { useMay } from '@/api/may'
import { ApiError, messageOf } from '@/api/problem'
import type { UnknownDevice } from '@/api/types'
import { formatFrame } from '@/components/map/frame'
import { Age } from '@/components/ui/Age'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { Skeleton } from '@/components/ui/Skeleton'
import { shortCoordinates } from '@/lib/format/units'
import { useFormat } from '@/lib/format/useFormat'
import { GiveDialog } from './GiveDialog'
import { useForgetDevice, useGiveDevice, useUnknownDevices } from './usePhones'

const PLACE_ZOOM = 13

/** Devices that reported and are no truck's yet. */
export function UnknownDevices() {
  const pages = useUnknownDevices()
  const [giving, setGiving] = useState<UnknownDevice | null>(null)
  const navigate = useNavigate()
  const give = useGiveDevice()
  const devices = pages.data?.pages.flatMap((page) => page.items)

  const makeTruck = (device: UnknownDevice) =>
    give.mutate(
      { device, to: { truckNumber: device.deviceId } },
      {
        onSuccess: ({ truckId }) =>
          toast(`Truck ${device.deviceId} is added. It is on the map with its next message.`, {
            duration: 8000,
            action: { label: 'Show it', onClick: () => void navigate(`/?truck=${truckId}`) },
          }),
        onError: (error) => {
          toast.error(messageOf(error))
          if (error instanceof ApiError && error.is('truck-number-taken')) setGiving(device)
        },
      },
    )

  return (
    <section aria-labelledby="unknown-title" className="mt-6">
      <h2 id="unknown-title" className="font-[620] text-lg tracking-tight">
        Unknown devices
      </h2>
      <p className="mt-1 max-w-2xl text-ink-2">
        They reported here and are no truck’s yet. They keep what they have and send it once they are known.
      </p>
      <div className="mt-3 overflow-hidden rounded-xl border border-line bg-surface">
        {devices === undefined ? (
          pages.error !== null ? (
            <div role="alert" className="flex flex-col items-start gap-3 p-5">
              The devices could not be loaded. {messageOf(pages.error)}
              <Button onClick={() => void pages.refetch()}>Try again</Button>
            </div>
          ) : (
            <Skeleton className="m-3 h-11" />
          )
        ) : devices.length === 0 ? (
          <p className="p-5 text-ink-2">
            None. A phone with an id that no truck has shows up here within seconds of its first message.
          </p>
        ) : (
          <ul>
            {devices.map((device) => (
              <DeviceRow
                key={device.id}
                device={device}
                busy={give.isPending}
                onMakeTruck={() => makeTruck(device)}
                onGive={() => setGiving(device)}
              />
            ))}
          </ul>
        )}
      </div>
      {pages.hasNextPage && (
        <div className="flex justify-center pt-3">
          <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
      {giving !== null && <GiveDialog device={giving} onClose={() => setGiving(null)} />}
    </section>
  )
}

interface RowProps {
  device: UnknownDevice
  busy: boolean
  onMakeTruck: () => void
  onGive: () => void
}

function DeviceRow({ device, busy, onMakeTruck, onGive }: RowProps) {
  const format = useFormat()
  const forget = useForgetDevice()
  const mayWrite = useMay()('phones:write')
  const { deviceId, latitude, longitude } = device
  return (
    <li className="num flex min-h-[52px] flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-t px-3.5 py-2 first:border-0">
      <span className="min-w-44 flex-1">
        <span className="block break-all font-semibold">{deviceId}</span>
        <span className="block text-ink-3 text-sm">
          <Age at={Date.parse(device.lastSeenAt)} prefix="heard " />, {tries(device.attempts, format.number)},{' '}
          {latitude !== null && longitude !== null ? (
            <>
              at{' '}
              <Link
                to={`/?at=${formatFrame({ latitude, longitude, zoom: PLACE_ZOOM })}`}
                title="Show it on the map"
                className="text-accent underline underline-offset-2"
              >
                {shortCoordinates(latitude, longitude)}
              </Link>
            </>
          ) : (
            'without a place'
          )}
        </span>
      </span>
      {mayWrite && (
        <span className="flex items-center gap-1.5">
          <Button size="sm" disabled={busy} onClick={onMakeTruck}>
            <TruckIcon /> Make it a truck
          </Button>
          <Button size="sm" onClick={onGive}>
            Give it to…
          </Button>
          <IconButton
            label="Forget this device"
            disabled={forget.isPending}
            onClick={() => forget.mutate(device)}
          >
            <Trash2 />
          </IconButton>
        </span>
      )}
    </li>
  )
}

const tries = (attempts: number, number: (n: number) => string) =>
  attempts === 1 ? 'tried once' : `tried ${number(attempts)} times`
