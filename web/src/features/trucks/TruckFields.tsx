import type { ReactNode } from 'react'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'
import type { FormFaults, TruckForm } from './truckForm'
import { serviceStatuses, statusWords } from './words'

interface Props {
  form: TruckForm
  faults: FormFaults
  onChange: (change: Partial<TruckForm>) => void
  /** What can be done about a refused number, shown below it. */
  numberAction: ReactNode
}

const statusOptions = serviceStatuses.map((value) => ({ value, label: statusWords[value] }))

const texts = [
  ['company', 'Company'],
  ['fleetManager', 'Fleet manager'],
  ['brand', 'Brand'],
  ['trailerSize', 'Trailer size'],
  ['operatingLocation', 'Operating location'],
] as const

export function TruckFields({ form, faults, onChange, numberAction }: Props) {
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-3.5">
      <div>
        <Field label="Truck number" error={faults.truckNumber}>
          {(field) => (
            <Input
              {...field}
              autoFocus
              autoComplete="off"
              value={form.truckNumber}
              onChange={(event) => onChange({ truckNumber: event.target.value })}
            />
          )}
        </Field>
        {numberAction}
      </div>
      <Field label="Status" error={faults.serviceStatus}>
        {({ id }) => (
          <Select
            id={id}
            value={form.serviceStatus}
            onValue={(serviceStatus) => onChange({ serviceStatus })}
            options={statusOptions}
          />
        )}
      </Field>
      {texts.map(([name, label]) => (
        <Field key={name} label={label} optional error={faults[name]}>
          {(field) => (
            <Input
              {...field}
              autoComplete="off"
              value={form[name]}
              onChange={(event) => onChange({ [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Field label="Device ids" optional error={faults.deviceIds} hint="With commas between them.">
        {(field) => (
          <Input
            {...field}
            autoComplete="off"
            spellCheck={false}
            value={form.deviceIds}
            onChange={(event) => onChange({ deviceIds: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}
