import { motions } from '@/lib/fleet/state'

/** Into how many steps a cluster's ring is divided: few enough that the same picture serves many clusters. */
const RING_STEPS = 12

const SIZES = [34, 40, 48] as const

/** How many trucks of each motion, in the order of `motions`. */
export type Mix = readonly number[]

/** The shares as whole steps of the ring. A motion that is there is seen, however few trucks it has. */
export function stepsOf(mix: Mix): number[] {
  const total = mix.reduce((sum, n) => sum + n, 0)
  const exact = mix.map((n) => (n / total) * RING_STEPS)
  const steps = exact.map((share, i) => ((mix[i] ?? 0) === 0 ? 0 : Math.max(1, Math.floor(share))))
  const over = (i: number) => (steps[i] ?? 0) - (exact[i] ?? 0)
  for (let sum = steps.reduce((a, b) => a + b, 0); sum !== RING_STEPS; ) {
    const step = sum < RING_STEPS ? 1 : -1
    // The one that has too little (or too much) by the most; none may lose its last step.
    const best = steps.reduce(
      (found, n, i) =>
        n + step >= 1 && (found < 0 || (over(i) - over(found)) * step < 0) && (mix[i] ?? 0) > 0 ? i : found,
      -1,
    )
    steps[best] = (steps[best] ?? 0) + step
    sum += step
  }
  return steps
}

/** The name of the ring that shows a mix: "cluster/40/7-1-3-1". */
export function ringName(mix: Mix): string {
  const total = mix.reduce((sum, n) => sum + n, 0)
  const size = SIZES[total < 20 ? 0 : total < 200 ? 1 : 2]
  return `cluster/${size}/${stepsOf(mix).join('-')}`
}

/** What a ring's name says; null for any other name. */
export function parseRing(name: string): { size: number; steps: number[] } | null {
  const [kind, size, steps] = name.split('/')
  if (kind !== 'cluster' || steps === undefined) return null
  const parsed = steps.split('-').map(Number)
  return parsed.length === motions.length ? { size: Number(size), steps: parsed } : null
}
