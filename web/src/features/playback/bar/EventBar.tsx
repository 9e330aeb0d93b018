import { useState } from 'react'
import { Select } from '@/components/ui/Select'
import { cn } from '@/lib/cn'
import { duration } from '@/lib/format/age'
import { useFormat } from '@/lib/format/useFormat'
import { type Kind, kinds, MOST_EVENTS, type ShownEvent } from '../events/EventList'
import type { Events } from '../events/useEvents'

const words: Record<Kind, { one: string; many: string }> = {
  fastDriving: { one: 'fast drive', many: 'fast drives' },
  stop: { one: 'stop', many: 'stops' },
  gap: { one: 'gap', many: 'gaps' },
}

const mark: Record<Kind, string> = { fastDriving: 'bg-alert', stop: 'bg-stopped', gap: 'bg-offline' }

const KPH_PER_MILE = 1.609344
const limits = {
  metric: [60, 70, 80, 85, 90, 100, 110, 120, 130].map((kph) => ({ kph, label: `over ${kph} km/h` })),
  imperial: [45, 50, 55, 60, 65, 70, 75, 80].map((mph) => ({
    kph: Math.round(mph * KPH_PER_MILE),
    label: `over ${mph} mph`,
  })),
}

interface Props {
  events: Events
  /** The map says already why nothing of this span is known. */
  refused: boolean
  shown: ReadonlySet<Kind>
  fastKph: number
  /** The event that was stepped to; null when time went on. */
  event: ShownEvent | null
  numberOf: (truckId: string) => string
  onShown: (shown: ReadonlySet<Kind>) => void
  onFastKph: (kph: number) => void
}

/** Which events are marked, how many there are, and the one that was stepped to. */
export function EventBar({ events, refused, shown, fastKph, event, numberOf, onShown, onFastKph }: Props) {
  const format = useFormat()
  const [known] = useState(limits)
  const { list, complete, trouble } = events
  const options = known[format.units]
  const chosen = options.some(({ kph }) => kph === fastKph)
    ? options
    : [...options, { kph: fastKph, label: `over ${format.speedText(fastKph)}` }]
  const toggle = (kind: Kind) => {
    const next = new Set(shown)
    if (!next.delete(kind)) next.add(kind)
    onShown(next)
  }
  return (
    <div className="num flex flex-wrap items-center gap-x-1 gap-y-1 text-sm">
      {kinds.map((kind) => {
        const count = list.count(kind)
        return (
          <button
            key={kind}
            type="button"
            aria-pressed={shown.has(kind)}
            onClick={() => toggle(kind)}
            className={cn(
              'flex h-7 items-center gap-1.5 rounded-md px-2 hover:bg-sunken',
              shown.has(kind) ? 'text-ink' : 'text-ink-3 line-through',
            )}
          >
            <span
              aria-hidden
              className={cn('h-3 w-1 rounded-full', mark[kind], !shown.has(kind) && 'opacity-40')}
            />
            {format.number(count)} {count === 1 ? words[kind].one : words[kind].many}
          </button>
        )
      })}
      <Select
        aria-label="What counts as fast"
        className="h-7 w-auto border-transparent bg-transparent px-1.5 text-ink-2 text-sm"
        value={String(fastKph)}
        onValue={(value) => onFastKph(Number(value))}
        options={chosen.map(({ kph, label }) => ({ value: String(kph), label }))}
      />
      <span role="status" className="ml-auto min-w-0 truncate text-ink-2 max-wide:ml-2">
        {event !== null ? (
          <Told event={event} number={numberOf(event.truckId)} />
        ) : refused ? null : trouble !== null ? (
          trouble
        ) : list.isFull ? (
          `Only the first ${format.number(MOST_EVENTS)} events are marked. Choose fewer trucks or days.`
        ) : (
          !complete && <span className="after-a-while text-ink-3">Looking for events…</span>
        )}
      </span>
    </div>
  )
}

function Told({ event, number }: { event: ShownEvent; number: string }) {
  const format = useFormat()
  const { kind, from, to, topSpeedKph } = event
  const lasted = to === null ? '' : ` ${duration(to - from)}`
  const what = {
    stop: `stood${lasted}`,
    gap: `no signal${lasted}`,
    fastDriving: `up to ${format.speedText(topSpeedKph ?? 0)}${lasted}`,
  }[kind]
  return (
    <>
      <b className="font-semibold text-ink">{number}</b> {what}
    </>
  )
}
