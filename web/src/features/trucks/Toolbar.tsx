import { useId } from 'react'
import { ListSearch } from '@/components/ui/ListSearch'
import { Select } from '@/components/ui/Select'
import { Switch } from '@/components/ui/Switch'
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

export function Toolbar({ url, onChange }: Props) {
  const archivedId = useId()

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5 py-3">
      <ListSearch label="Search trucks" q={url.q} onQ={(q) => onChange({ q }, 'replace')} className="w-72" />
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
