import { MapPin, Trash2, Truck as TruckIcon } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { toast } from 'sonner'
import { ApiError, messageOf } from '@/api/problem'
import type { UnknownDevice } from '@/api/types'
import { Age } from '@/components/ui/Age'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { Skeleton } from '@/components/ui/Skeleton'
import { coordinates } from '@/lib/format/units'
import { useFormat } from '@/lib/format/useFormat'
import { GiveDialog } from './GiveDialog'
import { useForgetDevice, useGiveDevice, useUnknownDevices } from './usePhones'

const head = 'px-3.5 font-medium'

/** Devices that reported and are no truck's yet. */
export function UnknownDevices() {
  const pages = useUnknownDevices()
  const [giving, setGiving] = useState<UnknownDevice | null>(null)
  const devices = pages.data?.pages.flatMap((page) => page.items)
  return (
    <section aria-labelledby="unknown-title" className="mt-6">
      <h2 id="unknown-title" className="font-[620] text-lg tracking-tight">
        Unknown devices
      </h2>
      <p className="mt-1 max-w-2xl text-ink-2">
        They reported here and are no truck’s yet. They keep what they have and send it once they are known.
      </p>
      <div className="mt-3 overflow-x-auto rounded-xl border border-line bg-surface">
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
          <table className="num w-full">
            <thead>
              <tr className="bg-sunken text-left text-ink-3 text-xs">
                <th scope="col" className={`h-[34px] ${head}`}>
                  Device
                </th>
                <th scope="col" className={`${head} max-wide:hidden`}>
                  Where
                </th>
                <th scope="col" className={`${head} text-right max-wide:hidden`}>
                  Tries
                </th>
                <th scope="col" className={`${head} text-right max-wide:hidden`}>
                  Heard
                </th>
                <th scope="col" className={head}>
                  <span className="sr-only">What to do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {devices.map((device) => (
                <DeviceRow key={device.id} device={device} onGive={() => setGiving(device)} />
              ))}
            </tbody>
          </table>
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

function DeviceRow({ device, onGive }: { device: UnknownDevice; onGive: () => void }) {
  const format = useFormat()
  const navigate = useNavigate()
  const give = useGiveDevice()
  const forget = useForgetDevice()
  const { deviceId, latitude, longitude } = device

  const makeTruck = () =>
    give.mutate(
      { device, to: { truckNumber: deviceId } },
      {
        onSuccess: ({ truckId }) =>
          toast(`Truck ${deviceId} is added. It is on the map with its next message.`, {
            action: { label: 'Show it', onClick: () => void navigate(`/?truck=${truckId}`) },
          }),
        onError: (error) => {
          toast.error(messageOf(error))
          if (error instanceof ApiError && error.is('truck-number-taken')) onGive()
        },
      },
    )

  return (
    <tr className="h-[46px] border-line border-t">
      <td className="max-w-64 px-3.5 py-2">
        <span className="block truncate font-semibold" title={deviceId}>
          {deviceId}
        </span>
        <Age
          at={Date.parse(device.lastSeenAt)}
          prefix="heard "
          className="block text-ink-3 text-sm wide:hidden"
        />
      </td>
      <td className="whitespace-nowrap px-3.5 text-ink-2 max-wide:hidden">
        {latitude !== null && longitude !== null ? (
          <span className="inline-flex items-center gap-1.5">
            <MapPin className="size-3.5 text-ink-3" aria-hidden />
            {coordinates(latitude, longitude)}
          </span>
        ) : (
          <span className="text-ink-3">no place sent</span>
        )}
      </td>
      <td className="px-3.5 text-right text-ink-2 max-wide:hidden">{format.number(device.attempts)}</td>
      <td className="whitespace-nowrap px-3.5 text-right text-ink-2 max-wide:hidden">
        <Age at={Date.parse(device.lastSeenAt)} />
      </td>
      <td className="px-3.5">
        <div className="flex items-center justify-end gap-1.5">
          <Button look="primary" size="sm" disabled={give.isPending} onClick={makeTruck}>
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
        </div>
      </td>
    </tr>
  )
}
