import { isWriting, somethingOpen, useKeys } from '@/lib/keys'

interface Keys {
  onPlay: () => void
  /** By a stride of the time line, or a long one. */
  onMove: (by: 1 | -1, long: boolean) => void
  onEvent: (by: 1 | -1) => void
  onEdge: (edge: 'from' | 'to') => void
  onSpeed: (by: 1 | -1) => void
}

/** The keys of a player, wherever the focus is; the map keeps its own. */
export function usePlaybackKeys({ onPlay, onMove, onEvent, onEdge, onSpeed }: Keys) {
  useKeys((event) => {
    const target = event.target instanceof HTMLElement ? event.target : null
    if (event.metaKey || event.ctrlKey || event.altKey || isWriting(target) || somethingOpen()) return
    const action: (() => void) | undefined = {
      ' ': onPlay,
      ArrowLeft: () => onMove(-1, event.shiftKey),
      ArrowRight: () => onMove(1, event.shiftKey),
      ArrowUp: () => onSpeed(1),
      ArrowDown: () => onSpeed(-1),
      ',': () => onEvent(-1),
      '.': () => onEvent(1),
      Home: () => onEdge('from'),
      End: () => onEdge('to'),
    }[event.key]
    if (action === undefined) return
    // A button is pressed by Space, a map is moved by the arrows, and a list to choose from is opened by either.
    if (event.key === ' ' && target?.closest('button, a')) return
    if (event.key.startsWith('Arrow') && target?.closest('canvas, [role="combobox"]')) return
    event.preventDefault()
    action()
  })
}
