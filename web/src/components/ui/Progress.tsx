import { Progress as Radix } from 'radix-ui'

/** `value` from 0 to 1. */
export function Progress({ value, label }: { value: number; label: string }) {
  const percent = Math.round(Math.min(Math.max(value, 0), 1) * 100)
  return (
    <Radix.Root value={percent} aria-label={label} className="h-1.5 overflow-hidden rounded-full bg-line">
      <Radix.Indicator
        className="h-full rounded-full bg-accent transition-[width] duration-300"
        style={{ width: `${percent}%` }}
      />
    </Radix.Root>
  )
}
