import { useId } from 'react'
import { Field } from '@/components/ui/Field'
import { Switch } from '@/components/ui/Switch'
import { TimeZoneSelect } from './TimeZoneSelect'
import type { UploadOptions } from './upload'

interface Props {
  options: UploadOptions
  onChange: (options: UploadOptions) => void
}

export function Options({ options, onChange }: Props) {
  const switchId = useId()
  return (
    <div className="mt-5 grid grid-cols-2 gap-x-6 gap-y-4 max-wide:grid-cols-1">
      <div className="flex gap-3">
        <Switch
          id={switchId}
          className="mt-0.5"
          aria-describedby={`${switchId}-hint`}
          checked={options.createTrucks}
          onCheckedChange={(createTrucks) => onChange({ ...options, createTrucks })}
        />
        <div>
          <label htmlFor={switchId} className="cursor-pointer font-medium">
            Add trucks that are not known yet
          </label>
          <p id={`${switchId}-hint`} className="mt-0.5 text-ink-3 text-sm">
            Otherwise lines of unknown trucks are refused, and you see which.
          </p>
        </div>
      </div>
      <Field label="Time zone of times without one">
        {({ id }) => (
          <TimeZoneSelect
            id={id}
            value={options.timeZone}
            onValue={(timeZone) => onChange({ ...options, timeZone })}
          />
        )}
      </Field>
    </div>
  )
}
