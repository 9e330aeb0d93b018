import { useSyncExternalStore } from 'react'

/** The server's clock less this machine's: ages must not depend on a clock that is wrong here. */
let offsetMs = 0

export function setServerTime(serverMs: number) {
  offsetMs = serverMs - Date.now()
}

export const serverNow = () => Date.now() + offsetMs

let second = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    second = Math.floor(serverNow() / 1000)
    for (const tell of listeners) tell()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

const snapshot = () => {
  const now = Math.floor(serverNow() / 1000)
  // A read between two ticks may be newer, but never by so little that it would render for nothing.
  if (Math.abs(now - second) > 1) second = now
  return second
}

/** The server's time in milliseconds, new once a second, the same second for everyone on the page. */
export const useNow = () => useSyncExternalStore(subscribe, snapshot) * 1000

const never = () => () => {}
const zero = () => 0

/** The same, but only while it is wanted; otherwise 0, and nothing is drawn anew. */
export const useNowWhile = (wanted: boolean) =>
  useSyncExternalStore(wanted ? subscribe : never, wanted ? snapshot : zero) * 1000
