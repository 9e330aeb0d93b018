import type { SharedTruck } from '@/api/types'
import { Shape } from '@/components/fleet/Shape'
import { Age } from '@/components/ui/Age'
import { CopyButton } from '@/components/ui/CopyButton'
import { Logo } from '@/components/ui/Logo'
import { stateOf, type TruckState } from '@/lib/fleet/state'
import { duration } from '@/lib/format/age'
import { coordinates, heading } from '@/lib/format/units'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { streetMapLink } from './link'

const words: Record<TruckState, string> = {
  moving: 'Moving',
  idling: 'Standing, engine on',
  stopped: 'Stopped',
  offline: 'No signal',
  none: 'No position yet',
}

/** Who shows the truck, what it does, how old that is, and until when it is shown. */
export function SharedCard({ truck }: { truck: SharedTruck }) {
  const { position } = truck
  const at = position === null ? null : Date.parse(position.recordedAt)
  const state = stateOf(truck.motion, at, null)
  return (
    <>
      <header className="floating absolute inset-x-3 top-3 z-10 flex h-[52px] items-center gap-3 rounded-xl px-4 wide:inset-x-auto wide:top-4 wide:left-4 wide:w-[336px] wide:rounded-b-none wide:border-b-0 wide:shadow-none">
        <Logo className="size-6 shrink-0 text-accent" />
        <p className="min-w-0 truncate text-ink-2">
          <b className="font-[600] text-ink">{truck.organization}</b> shares a truck with you
        </p>
      </header>
      <section
        aria-label="The truck"
        className="floating num absolute inset-x-3 bottom-[max(12px,env(safe-area-inset-bottom))] z-10 rounded-2xl px-5 pt-4 pb-3.5 wide:inset-x-auto wide:top-[68px] wide:bottom-auto wide:left-4 wide:w-[336px] wide:rounded-t-none wide:rounded-b-xl"
      >
        <div className="flex items-baseline justify-between gap-3">
          <h1 className="min-w-0 break-words font-[640] text-2xl tracking-tight">{truck.truckNumber}</h1>
          {at !== null && <Age at={at} className="shrink-0 text-ink-3" />}
        </div>
        <Doing truck={truck} state={state} />
        {position === null ? (
          <p className="mt-2 text-ink-2">It appears here as soon as it reports where it is.</p>
        ) : (
          <p className="mt-2.5 flex flex-wrap items-center text-ink-2">
            <span>{coordinates(position.latitude, position.longitude)}</span>
            <CopyButton
              text={coordinates(position.latitude, position.longitude)}
              label="Copy the position"
              className="-my-1.5 ml-1 size-9 wide:size-7 [&_svg]:size-3.5"
            />
            <a
              href={streetMapLink(position.latitude, position.longitude)}
              target="_blank"
              rel="noreferrer noopener"
              className="ml-auto text-accent underline underline-offset-2"
            >
              Open in a map
            </a>
          </p>
        )}
        <Until at={Date.parse(truck.expiresAt)} />
      </section>
    </>
  )
}

function Doing({ truck, state }: { truck: SharedTruck; state: TruckState }) {
  const format = useFormat()
  const now = useNow()
  const { position, motionSince } = truck
  const since = motionSince === null ? null : Date.parse(motionSince)
  const drives = state === 'moving' && position !== null
  const speed = drives && position.speedKph !== null ? format.speed(position.speedKph) : null
  const way = drives && position.headingDegrees !== null ? heading(position.headingDegrees) : null
  return (
    <div className="mt-3 flex items-center gap-3">
      <Shape state={state} headingDegrees={position?.headingDegrees ?? null} className="size-8 shrink-0" />
      <div className="min-w-0">
        <p className="font-[600] text-lg leading-snug">
          {words[state]}
          {speed !== null && (
            <>
              {' '}
              {speed.value} <span className="font-normal text-ink-3">{speed.unit}</span>
            </>
          )}
        </p>
        <p className="text-ink-2 text-sm">
          {[
            way,
            since === null
              ? null
              : state === 'offline'
                ? `last heard of ${format.since(since, now)}`
                : `for ${duration(now - since)}`,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      </div>
    </div>
  )
}

function Until({ at }: { at: number }) {
  const format = useFormat()
  const now = useNow()
  return (
    <p className="mt-3.5 border-line border-t pt-3 text-ink-3 text-sm">
      The link works until {format.since(at, now)} {format.zone(at)}
    </p>
  )
}
