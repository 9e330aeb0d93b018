import { useMemo } from 'react'
import type { OrganizationChange } from '@/api/types'
import { Combobox } from '@/components/ui/Combobox'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'
import { TimeZoneSelect } from '@/components/ui/TimeZoneSelect'
import type { OrganizationFaults } from './organizationForm'
import { countryOptions, localeOptions } from './places'
import { dayOptions, typeOptions, unitOptions } from './words'

interface Props {
  form: OrganizationChange
  faults: OrganizationFaults
  onChange: (change: Partial<OrganizationChange>) => void
}

export function OrganizationFields({ form, faults, onChange }: Props) {
  const countries = useMemo(countryOptions, [])
  const locales = useMemo(() => localeOptions(form.locale), [form.locale])
  return (
    <div className="grid grid-cols-2 gap-4 max-wide:grid-cols-1">
      <Field label="Name" error={faults.name}>
        {(field) => (
          <Input
            {...field}
            value={form.name}
            maxLength={100}
            autoComplete="organization"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label="What it does" error={faults.type}>
        {(field) => (
          <Select {...field} value={form.type} options={typeOptions} onValue={(type) => onChange({ type })} />
        )}
      </Field>
      <Field label="Country" error={faults.country}>
        {(field) => (
          <Combobox
            {...field}
            what="country"
            value={form.country}
            options={countries}
            onValue={(country) => onChange({ country })}
          />
        )}
      </Field>
      <Field label="Time zone" hint="In which its days begin." error={faults.timeZone}>
        {(field) => (
          <TimeZoneSelect {...field} value={form.timeZone} onValue={(timeZone) => onChange({ timeZone })} />
        )}
      </Field>
      <Field label="Language" hint="How dates and numbers are written." error={faults.locale}>
        {(field) => (
          <Combobox
            {...field}
            what="language"
            value={form.locale}
            options={locales}
            onValue={(locale) => onChange({ locale })}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Distances in" error={faults.units}>
          {(field) => (
            <Select
              {...field}
              value={form.units}
              options={unitOptions}
              onValue={(units) => onChange({ units })}
            />
          )}
        </Field>
        <Field label="Weeks begin on" error={faults.firstDayOfWeek}>
          {(field) => (
            <Select
              {...field}
              value={form.firstDayOfWeek}
              options={dayOptions}
              onValue={(firstDayOfWeek) => onChange({ firstDayOfWeek })}
            />
          )}
        </Field>
      </div>
    </div>
  )
}
