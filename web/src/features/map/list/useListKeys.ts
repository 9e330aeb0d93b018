import { type RefObject, useState } from 'react'
import { isWriting, somethingOpen, useKeys } from '@/lib/keys'
import type { Row } from '../rows'

interface Options {
  rows: readonly Row[]
  selected: string | null
  search: RefObject<HTMLInputElement | null>
  onSelect: (id: string) => void
  onEscape: () => void
}

/** Arrows walk the list and Enter opens, from the search field as from the page; "/" searches, Esc closes. */
export function useListKeys({ rows, selected, search, onSelect, onEscape }: Options) {
  const [active, setActive] = useState<string | null>(null)

  useKeys((event) => {
    const inSearch = event.target === search.current
    if (event.metaKey || event.ctrlKey || event.altKey || somethingOpen()) return
    if (isWriting(event.target) && !inSearch) return
    const onControl =
      event.target instanceof HTMLElement && event.target.closest('button, a, canvas') !== null

    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        if (rows.length === 0 || (event.target instanceof HTMLElement && event.target.closest('canvas')))
          return
        event.preventDefault()
        const from = rows.findIndex((row) => row.id === (active ?? selected))
        const step = event.key === 'ArrowDown' ? 1 : -1
        const to =
          from < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(from + step, 0), rows.length - 1)
        setActive(rows[to]?.id ?? null)
        return
      }
      case 'Enter': {
        if (onControl) return
        const chosen = active ?? (inSearch ? (rows[0]?.id ?? null) : null)
        if (chosen === null || !rows.some((row) => row.id === chosen)) return
        event.preventDefault()
        setActive(null)
        onSelect(chosen)
        return
      }
      case 'Escape':
        // In a search field that holds something the browser's own Esc clears it.
        if (active !== null) setActive(null)
        else if (!inSearch) onEscape()
        else if (search.current?.value === '') search.current.blur()
        return
      case '/':
        if (inSearch) return
        event.preventDefault()
        search.current?.focus()
    }
  })

  return [active, setActive] as const
}
