import { useEffect, useId, useRef, useState } from 'react'
import { SearchField } from '@/components/ui/SearchField'
import { Select } from '@/components/ui/Select'
import { Switch } from '@/components/ui/Switch'
import { useLatest, useSettled } from '@/lib/hooks'
import { isWriting, somethingOpen, useKeys } from '@/lib/keys'
import type { TrucksUrl } from './trucksUrl'
import { serviceStatuses, statusWords } from './words'

interface Props {
  url: TrucksUrl
  onChange: (change: Partial<TrucksUrl>, step: 'push' | 'replace') => void
}

const statusOptions = [
  { value: 'any', label: 'Any status' },
  ...serviceStatuses.map((value) => ({ value, label: statusWords[value] })),
]

/** How long typing must pause before the server is asked. */
const TYPING_MS = 250

export function Toolbar({ url, onChange }: Props) {
  const archivedId = useId()
  const search = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(url.q)
  const settled = useSettled(typed, TYPING_MS)

  const ask = useLatest((q: string) => {
    if (q !== url.q) onChange({ q }, 'replace')
  })
  useEffect(() => ask(settled), [ask, settled])
  // The back button changes the address without anybody typing.
  useEffect(() => setTyped(url.q), [url.q])

  useKeys((event) => {
    if (event.key !== '/' || isWriting(event.target) || somethingOpen()) return
    event.preventDefault()
    search.current?.focus()
  })

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5 py-3">
      <SearchField
        ref={search}
        label="Search trucks"
        keys="/"
        value={typed}
        onValue={setTyped}
        className="w-72 border-line-strong bg-surface max-wide:w-full"
      />
      <Select
        aria-label="Status"
        value={url.status ?? 'any'}
        onValue={(value) =>
          onChange({ status: serviceStatuses.find((known) => known === value) ?? null }, 'push')
        }
        options={statusOptions}
        className="w-44"
      />
      <span className="flex items-center gap-2">
        <Switch
          id={archivedId}
          checked={url.archived}
          onCheckedChange={(archived) => onChange({ archived }, 'push')}
        />
        <label htmlFor={archivedId} className="cursor-pointer text-ink-2">
          Archived
        </label>
      </span>
    </div>
  )
}
