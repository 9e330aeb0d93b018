import { useId } from 'react'
import { Field } from '@/components/ui/Field'
import { Switch } from '@/components/ui/Switch'
import { TimeZoneSelect } from '@/components/ui/TimeZoneSelect'
import { useFormat } from '@/lib/format/useFormat'
import type { Plan } from './plan'
import { newTrucksText } from './previewWords'

interface Props {
  plan: Plan & { timeZone: string }
  zoneNeeded: boolean
  newTrucks: readonly string[]
  onChange: (plan: Plan) => void
}

export function Options({ plan, zoneNeeded, newTrucks, onChange }: Props) {
  const format = useFormat()
  const switchId = useId()
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-4 max-wide:grid-cols-1">
      <div className="flex gap-3">
        <Switch
          id={switchId}
          className="mt-0.5"
          aria-describedby={`${switchId}-hint`}
          checked={plan.createTrucks}
          onCheckedChange={(createTrucks) => onChange({ ...plan, createTrucks })}
        />
        <div className="min-w-0">
          <label htmlFor={switchId} className="cursor-pointer font-medium">
            Add trucks that are not known yet
          </label>
          <p id={`${switchId}-hint`} className="num mt-0.5 text-ink-3 text-sm [overflow-wrap:anywhere]">
            {newTrucks.length === 0
              ? 'Otherwise lines of unknown trucks are refused, and you see which.'
              : newTrucksText(newTrucks, plan.createTrucks, format.number)}
          </p>
        </div>
      </div>
      {zoneNeeded && (
        <Field label="Time zone of the file" hint="Its times carry none.">
          {(field) => (
            <TimeZoneSelect
              {...field}
              value={plan.timeZone}
              onValue={(timeZone) => onChange({ ...plan, timeZone })}
            />
          )}
        </Field>
      )}
    </div>
  )
}
