import { age } from '@/lib/format/age'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { Tip } from './Tip'

interface Props {
  /** Epoch milliseconds. */
  at: number
  prefix?: string
  className?: string
}

/** "4 s ago", counting by the server's clock, with the full time and its zone in a tooltip. */
export function Age({ at, prefix, className }: Props) {
  const now = useNow()
  const format = useFormat()
  return (
    <Tip text={format.fullTime(at)}>
      <time dateTime={new Date(at).toISOString()} className={className}>
        {prefix}
        {age(at, now)}
      </time>
    </Tip>
  )
}
