import { useEffect, useState } from 'react'
import type { Span } from '@/lib/day/pieces'
import { useLatest } from '@/lib/hooks'
import { loaderOf } from './load'
import { Player, type PlayerState } from './reel/Player'
import { tailMs } from './reel/tail'

/** The page shows a moving time this often; the map has frames of its own. */
const SAY_EVERY_MS = 100

interface Options {
  span: Span
  trucks: readonly string[]
  /** How many that are, the whole fleet included, as far as is known. */
  count: number
  start: Pick<PlayerState, 'head' | 'speed' | 'loop'>
}

/** A player for as long as the page is there; another one for another span or other trucks. */
export function usePlayer({ span, trucks, count, start }: Options) {
  const [player, setPlayer] = useState<Player | null>(null)
  const [state, setState] = useState<PlayerState | null>(null)
  const begin = useLatest(() => start)
  const { from, to } = span
  const ids = trucks.join(',')

  // biome-ignore lint/correctness/useExhaustiveDependencies: how many trucks there are matters for the first question only
  useEffect(() => {
    const truckIds = ids === '' ? [] : ids.split(',')
    const { head, speed, loop } = begin()
    const made = new Player({
      span: { from, to },
      load: loaderOf(truckIds),
      trucks: truckIds.length || count,
      lead: ({ speed: played, trucks: known }) => (known.length <= MOST_TAILS ? tailMs(played) : 0),
      still: () => window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      start: { head: Math.min(Math.max(head, from), to), playing: false, speed, loop },
    })
    setPlayer(made)
    setState(made.now)
    let shown = made.now
    let saidAt = Number.NEGATIVE_INFINITY
    let frame = requestAnimationFrame(function run(now) {
      frame = requestAnimationFrame(run)
      made.frame(now)
      const { now: next } = made
      const news = { ...next, head: shown.head }
      const onlyTime = (Object.keys(news) as (keyof PlayerState)[]).every((key) => news[key] === shown[key])
      if (next === shown || (onlyTime && next.playing && now - saidAt < SAY_EVERY_MS)) return
      shown = next
      saidAt = now
      setState(next)
    })
    return () => {
      cancelAnimationFrame(frame)
      made.close()
    }
  }, [from, to, ids, begin])

  return { player, state }
}

/** The tails of more trucks than this would cover the map. */
export const MOST_TAILS = 30
