import { BatteryCharging, BatteryFull, BatteryLow, BatteryMedium, Smartphone, Unplug } from 'lucide-react'
import { useMay } from '@/api/may'
import { messageOf } from '@/api/problem'
import type { Phone } from '@/api/types'
import { Age } from '@/components/ui/Age'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { isRecent } from './sos'
import { useTruckPhones } from './usePhones'
import { activityWords, reasonWords } from './words'

interface Props {
  truckId: string
  onSetUp: () => void
  onTakeAway: (deviceId: string) => void
}

/** What is known of a truck's phones, in the panel of the truck. */
export function PhoneSection({ truckId, onSetUp, onTakeAway }: Props) {
  const mayWrite = useMay()('phones:write')
  const phones = useTruckPhones(truckId)
  return (
    <section aria-label="Phone" className="num border-line border-t px-[18px] py-3.5">
      <h3 className="mb-2.5 flex min-h-7 items-center justify-between gap-3 font-semibold text-ink-2 text-sm">
        Phone
        {mayWrite && (
          <Button size="sm" onClick={onSetUp}>
            <Smartphone /> Set up a phone
          </Button>
        )}
      </h3>
      {phones.error !== null && phones.data === undefined && (
        <p role="alert" className="text-ink-2">
          The phones could not be loaded. {messageOf(phones.error)}
        </p>
      )}
      {phones.data?.length === 0 && (
        <p className="text-ink-2">None yet. The driver’s phone can be this truck’s tracker.</p>
      )}
      <ul className="space-y-3">
        {phones.data?.map((phone) => (
          <PhoneFacts
            key={phone.deviceId}
            phone={phone}
            onTakeAway={mayWrite ? () => onTakeAway(phone.deviceId) : null}
          />
        ))}
      </ul>
    </section>
  )
}

function PhoneFacts({ phone, onTakeAway }: { phone: Phone; onTakeAway: (() => void) | null }) {
  const activity = activityWords(phone.activity)
  const now = useNow()
  return (
    <li className="space-y-1">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-[550]" title={phone.deviceId}>
          {phone.deviceId}
        </span>
        <Battery phone={phone} />
        {onTakeAway !== null && (
          <IconButton
            label="Take this phone away"
            onClick={onTakeAway}
            className="-my-1.5 -mr-2 size-7 [&_svg]:size-3.5"
          >
            <Unplug />
          </IconButton>
        )}
      </div>
      <p className="text-ink-2 text-sm">
        {phone.lastSeenAt === null ? (
          'Set up, not heard of yet'
        ) : (
          <>
            <Age at={Date.parse(phone.lastSeenAt)} prefix="heard " />
            {phone.lastFixAt === null && ', no fix yet'}
            {activity !== null && `, ${activity}`}
          </>
        )}
      </p>
      {phone.lastSos !== null && !isRecent(phone.lastSos, now) && (
        <p className="text-ink-2 text-sm">
          <Age at={Date.parse(phone.lastSos.at)} prefix="called for help " />
        </p>
      )}
      {phone.dropped.map(({ reason, count, lastAt }) => (
        <p key={reason} className="text-ink-3 text-sm">
          {count} not taken in: {reasonWords(reason)}, <Age at={Date.parse(lastAt)} prefix="last " />
        </p>
      ))}
    </li>
  )
}

function Battery({ phone: { batteryPercent, charging } }: { phone: Phone }) {
  const format = useFormat()
  if (batteryPercent === null) return null
  const Icon = charging
    ? BatteryCharging
    : batteryPercent < 20
      ? BatteryLow
      : batteryPercent < 70
        ? BatteryMedium
        : BatteryFull
  return (
    <span
      className={`flex items-center gap-1 text-sm ${batteryPercent < 20 && !charging ? 'text-alert' : 'text-ink-2'}`}
    >
      <Icon className="size-4" aria-hidden />
      <span className="sr-only">Battery</span>
      {format.number(batteryPercent)} %<span className="sr-only">{charging ? ', charging' : ''}</span>
    </span>
  )
}
