import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
  )
}

/** Under 760 px the panel is a sheet and the navigation a bar at the bottom. */
export const useNarrow = () => useMedia('(width < 760px)')

export function useTitle(title: string) {
  useEffect(() => {
    document.title = title === '' ? 'Watchtower' : `${title} · Watchtower`
  }, [title])
}

/** The value once it has stayed the same for a while. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

/** A function that is always the newest one behind an identity that never changes. */
export function useLatest<Args extends unknown[], Result>(fn: (...args: Args) => Result) {
  const ref = useRef(fn)
  useEffect(() => {
    ref.current = fn
  })
  const stable = useRef((...args: Args) => ref.current(...args))
  return stable.current
}

/** Calls back when a value is followed by another one of the same thing; the first value is no news. */
export function useNews(thing: string, value: string | undefined, onNews: () => void) {
  const latest = useLatest(onNews)
  const before = useRef({ thing, value })
  useEffect(() => {
    const { thing: same, value: old } = before.current
    before.current = { thing, value }
    if (same === thing && old !== undefined && value !== undefined && old !== value) latest()
  }, [thing, value, latest])
}
