import { useEffect, useRef, useState } from 'react'
import { cn } from '@/lib/cn'
import { useLatest, useSettled } from '@/lib/hooks'
import { isWriting, somethingOpen, useKeys } from '@/lib/keys'
import { SearchField } from './SearchField'

/** How long typing must pause before the server is asked. */
const TYPING_MS = 250

interface Props {
  label: string
  /** What is searched for now, as the page's address says. */
  q: string
  onQ: (q: string) => void
  className?: string
}

/** Searches a long list: asks when typing pauses, and is at hand by the key /. */
export function ListSearch({ label, q, onQ, className }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(q)
  const settled = useSettled(typed, TYPING_MS)

  const ask = useLatest((wanted: string) => {
    if (wanted !== q) onQ(wanted)
  })
  useEffect(() => ask(settled), [ask, settled])
  // The back button changes the address without anybody typing.
  useEffect(() => setTyped(q), [q])

  useKeys((event) => {
    if (event.key !== '/' || isWriting(event.target) || somethingOpen()) return
    event.preventDefault()
    field.current?.focus()
  })

  return (
    <SearchField
      ref={field}
      label={label}
      keys="/"
      value={typed}
      onValue={setTyped}
      className={cn('border-line-strong bg-surface max-wide:w-full', className)}
    />
  )
}
