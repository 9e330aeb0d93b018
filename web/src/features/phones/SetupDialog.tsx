import { Check, LoaderCircle } from 'lucide-react'
import { QRCodeSVG } from 'qrcode.react'
import { useState } from 'react'
import { messageOf } from '@/api/problem'
import type { PhoneSetup } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { CopyButton } from '@/components/ui/CopyButton'
import { Dialog } from '@/components/ui/Dialog'
import { Skeleton } from '@/components/ui/Skeleton'
import { useFormat } from '@/lib/format/useFormat'
import { ServerField } from './ServerField'
import { appLink, isLocal, qrText, serverFrom, serversFor } from './setup'
import { useAwaitedPhone, useSetup } from './usePhones'

interface Props {
  truckId: string
  truckNumber: string
  onClose: () => void
}

/** How the driver's phone becomes the truck's tracker, and when it did. */
export function SetupDialog({ truckId, truckNumber, onClose }: Props) {
  const setup = useSetup(truckId)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`A phone for truck ${truckNumber}`}
      description="With the free app Traccar Client a phone reports where it is, also after a day without a network."
      className="max-w-xl"
    >
      {setup.data !== undefined ? (
        <Steps truckId={truckId} setup={setup.data} />
      ) : setup.error !== null ? (
        <div role="alert" className="flex flex-col items-start gap-3 px-5 pt-4 pb-5">
          The phone could not be prepared. {messageOf(setup.error)}
          <Button onClick={() => void setup.refetch()}>Try again</Button>
        </div>
      ) : (
        <div className="px-5 pt-4 pb-5">
          <Skeleton className="h-80 w-full" />
        </div>
      )}
    </Dialog>
  )
}

function Steps({ truckId, setup }: { truckId: string; setup: PhoneSetup }) {
  const servers = serversFor(setup, window.location.origin)
  const [written, setWritten] = useState(servers[0] ?? '')
  const server = serverFrom(written)
  const reachable = server !== null && !isLocal(server)
  return (
    <>
      <div className="space-y-4 px-5 pt-4 pb-4">
        <ServerField servers={servers} written={written} onWritten={setWritten} />
        {reachable && (
          <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-5 max-wide:grid-cols-1 max-wide:justify-items-center">
            <div className="rounded-lg bg-[#fff] p-3 ring-1 ring-line">
              <QRCodeSVG
                value={qrText(setup, server)}
                size={208}
                title="Settings for Traccar Client"
                className="block"
              />
            </div>
            <ol className="list-decimal space-y-2 pl-4 text-ink-2 marker:text-ink-3">
              <li>Install Traccar Client on the phone, from its store of apps.</li>
              <li>
                In the app, open the settings and scan this code with their QR button. On the phone itself,{' '}
                <a
                  href={appLink(setup, server)}
                  className="font-[550] text-accent underline underline-offset-2"
                >
                  open this link
                </a>{' '}
                instead{' '}
                <CopyButton
                  text={appLink(setup, server)}
                  label="Copy the link"
                  className="-my-1.5 size-7 align-middle [&_svg]:size-3.5"
                />
              </li>
              <li>Let the app use the location always, and switch on its continuous tracking.</li>
            </ol>
          </div>
        )}
        {reachable && <ByHand setup={setup} server={server} />}
      </div>
      <FirstFix truckId={truckId} deviceId={setup.deviceId} />
    </>
  )
}

function ByHand({ setup, server }: { setup: PhoneSetup; server: string }) {
  const values: [string, string][] = [
    ['Server URL', server + setup.path],
    ['Device identifier', setup.deviceId],
    ['Interval', `${setup.settings.interval} s`],
    ['Heartbeat', `${setup.settings.heartbeat} s`],
  ]
  return (
    <details className="text-sm">
      <summary className="w-fit text-ink-2 hover:text-ink">Set it by hand, or another app</summary>
      <dl className="mt-2 rounded-lg bg-sunken px-3 py-1.5">
        {values.map(([name, value]) => (
          <div key={name} className="flex items-center gap-3 py-0.5">
            <dt className="w-32 shrink-0 text-ink-2">{name}</dt>
            <dd className="num min-w-0 flex-1 break-all font-[550]">{value}</dd>
            <CopyButton text={value} label={`Copy: ${name}`} className="size-7 [&_svg]:size-3.5" />
          </div>
        ))}
      </dl>
    </details>
  )
}

function FirstFix({ truckId, deviceId }: { truckId: string; deviceId: string }) {
  const format = useFormat()
  const phone = useAwaitedPhone(truckId, deviceId)
  const came = phone?.firstFixAt ?? null
  return (
    <footer
      role="status"
      className="num flex min-h-13 items-center gap-2.5 border-line border-t px-5 py-3 font-[550]"
    >
      {came !== null ? (
        <>
          <Check className="size-4.5 shrink-0 text-moving" aria-hidden />
          First fix arrived at {format.clock(Date.parse(came))}. The truck is on the map.
        </>
      ) : (
        <>
          <LoaderCircle className="size-4.5 shrink-0 animate-spin text-ink-3" aria-hidden />
          {phone?.lastSeenAt == null
            ? 'Waiting for the first fix…'
            : `Heard at ${format.clock(Date.parse(phone.lastSeenAt))}, waiting for its first fix…`}
        </>
      )}
    </footer>
  )
}
