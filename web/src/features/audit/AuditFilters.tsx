import { X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Input } from '@/components/ui/Input'
import { SearchField } from '@/components/ui/SearchField'
import { Select } from '@/components/ui/Select'
import { Switch } from '@/components/ui/Switch'
import { isDay } from '@/lib/format/time'
import { useLatest, useSettled } from '@/lib/hooks'
import { isWriting, somethingOpen, useKeys } from '@/lib/keys'
import type { AuditUrl } from './auditUrl'
import { topics } from './words'

interface Props {
  url: AuditUrl
  onChange: (change: Partial<AuditUrl>, step?: 'push' | 'replace') => void
}

const topicOptions = [{ value: 'any', label: 'Everything' } as const, ...topics]

/** How long typing must pause before the server is asked. */
const TYPING_MS = 250

export function AuditFilters({ url, onChange }: Props) {
  const refusedId = useId()
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
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2.5 py-3">
      <SearchField
        ref={search}
        label="Search the log"
        keys="/"
        value={typed}
        onValue={setTyped}
        className="w-60 border-line-strong bg-surface max-wide:w-full"
      />
      <Select
        aria-label="About"
        value={url.topic ?? 'any'}
        onValue={(topic) => onChange({ topic: topic === 'any' ? null : topic })}
        options={topicOptions}
        className="w-44 max-wide:w-full"
      />
      <DayField name="From" value={url.from} onValue={(from) => onChange({ from })} />
      <DayField name="to" value={url.to} onValue={(to) => onChange({ to })} />
      <span className="flex items-center gap-2">
        <Switch id={refusedId} checked={url.refused} onCheckedChange={(refused) => onChange({ refused })} />
        <label htmlFor={refusedId} className="cursor-pointer text-ink-2">
          Refused only
        </label>
      </span>
      {url.actor !== null && <Only text="By one actor" onClear={() => onChange({ actor: null })} />}
      {url.subject !== null && <Only text="About one thing" onClear={() => onChange({ subject: null })} />}
    </div>
  )
}

interface DayProps {
  name: string
  value: string | null
  onValue: (day: string | null) => void
}

function DayField({ name, value, onValue }: DayProps) {
  const id = useId()
  return (
    <span className="flex items-center gap-2">
      <label htmlFor={id} className="text-ink-2">
        {name}
      </label>
      <Input
        id={id}
        type="date"
        value={value ?? ''}
        onChange={({ target }) => onValue(isDay(target.value) ? target.value : null)}
        className="num w-36"
      />
    </span>
  )
}

const Only = ({ text, onClear }: { text: string; onClear: () => void }) => (
  <Button size="sm" onClick={onClear} aria-label={`${text}: show all again`}>
    {text} <X />
  </Button>
)
