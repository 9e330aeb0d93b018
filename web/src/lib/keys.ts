import { useEffect } from 'react'
import { useLatest } from './hooks'

/** True while the person writes somewhere, so that single keys must not do anything else. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  )
}

/** True while a dialog, menu or list is open; it then owns the keys. */
export const somethingOpen = () =>
  document.querySelector(
    '[role="dialog"][data-state="open"], [role="menu"][data-state="open"], [role="listbox"][data-state="open"]',
  ) !== null

/** Calls the handler for every key pressed on the page that nothing else has used. */
export function useKeys(handler: (event: KeyboardEvent) => void) {
  const latest = useLatest(handler)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !event.isComposing) latest(event)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [latest])
}

export const isMac = /mac|iphone|ipad/i.test(navigator.platform)
