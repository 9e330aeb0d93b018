import { useEffect } from 'react'
import { create } from 'zustand'
import type { Box, Watch } from './messages'
import type { Large } from './store'

export interface View {
  box: Box
  zoom: number
}

interface Wish {
  /** What the map shows; null while there is none. */
  view: View | null
  /** The trucks that a search has found; null while nothing is searched for. */
  found: readonly string[] | null
  /** Trucks that someone looks at. */
  followed: readonly string[]
}

const nothing: Wish = { view: null, found: null, followed: [] }

/** What of a large fleet the page wants to be told; a small one is told whole. */
export const useWish = create<Wish>(() => nothing)

/** As many as the server follows for one page. */
const MOST_FOLLOWED = 50

export function watchOf(
  { large, asksAll }: { large: Large | null; asksAll: boolean },
  { view, found, followed }: Wish,
): Watch {
  if (asksAll) return large === null ? {} : { fleet: true }
  const follow = [...new Set(followed)].slice(0, MOST_FOLLOWED)
  const what = found !== null ? { trucks: found } : (view ?? { trucks: [] })
  return { ...what, follow, fleet: true }
}

export const lookAt = (view: View | null) => useWish.setState({ view })

/** Keeps a truck live for as long as someone looks at it, wherever it is. */
export function useFollow(id: string | null) {
  useEffect(() => {
    if (id === null) return
    useWish.setState(({ followed }) => ({ followed: [...followed, id] }))
    return () =>
      useWish.setState(({ followed }) => {
        const at = followed.lastIndexOf(id)
        return { followed: followed.filter((_, i) => i !== at) }
      })
  }, [id])
}

/** Has those trucks told that a search has found. */
export function useFoundLive(ids: readonly string[] | null) {
  useEffect(() => {
    useWish.setState({ found: ids })
    return () => useWish.setState({ found: null })
  }, [ids])
}
