import { Pill, type PillTone } from '@/components/ui/Pill'
import { Tip } from '@/components/ui/Tip'
import { cn } from '@/lib/cn'
import type { TruckState } from '@/lib/fleet/state'
import { duration } from '@/lib/format/age'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { Shape } from './Shape'

const tones: Record<TruckState, PillTone> = {
  moving: 'good',
  idling: 'warn',
  stopped: 'neutral',
  offline: 'neutral',
  none: 'neutral',
}

interface Props {
  state: TruckState
  since: number | null
  speedKph: number | null
  className?: string
}

/** What a truck does, and how fast or since when: "Moving 54 km/h", "Stopped 12 min", "Offline since 14:06". */
export function StatePill({ state, since, speedKph, className }: Props) {
  const format = useFormat()
  const now = useNow()
  const lasted = since === null ? '' : ` ${duration(now - since)}`
  const words: Record<TruckState, string> = {
    moving: `Moving${speedKph === null ? '' : ` ${format.speedText(speedKph)}`}`,
    idling: `Idling${lasted}`,
    stopped: `Stopped${lasted}`,
    offline: `Offline${since === null ? '' : ` since ${format.since(since, now)}`}`,
    none: 'No fix yet',
  }
  const pill = (
    <Pill tone={tones[state]} className={cn('pl-1.5', className)}>
      <Shape state={state} className="size-3.5" />
      {words[state]}
    </Pill>
  )
  return since === null ? pill : <Tip text={`Since ${format.fullTime(since)}`}>{pill}</Tip>
}
