import { X } from 'lucide-react'
import { useId } from 'react'
import { Button } from '@/components/ui/Button'
import { Input } from '@/components/ui/Input'
import { ListSearch } from '@/components/ui/ListSearch'
import { Select } from '@/components/ui/Select'
import { Switch } from '@/components/ui/Switch'
import { isDay } from '@/lib/format/time'
import type { AuditUrl } from './auditUrl'
import { topics } from './words'

interface Props {
  url: AuditUrl
  onChange: (change: Partial<AuditUrl>, step?: 'push' | 'replace') => void
}

const topicOptions = [{ value: 'any', label: 'Everything' } as const, ...topics]

export function AuditFilters({ url, onChange }: Props) {
  const refusedId = useId()

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2.5 py-3">
      <ListSearch label="Search the log" q={url.q} onQ={(q) => onChange({ q }, 'replace')} className="w-60" />
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
