import { useMay } from '@/api/may'
import type { Role } from '@/api/types'
import { Field } from '@/components/ui/Field'
import { Select } from '@/components/ui/Select'
import { maySetRole, roleNotes, roles, roleWords } from '@/lib/roles'

interface Props {
  value: Role
  onValue: (role: Role) => void
  error?: string
}

/** The roles that one may give. */
export function RoleSelect({ value, onValue, error }: Props) {
  const may = useMay()
  const options = roles
    .filter((role) => maySetRole(role, may))
    .map((role) => ({ value: role, label: roleWords[role] }))
  return (
    <Field label="Role" hint={roleNotes[value]} error={error}>
      {(field) => <Select {...field} value={value} onValue={onValue} options={options} />}
    </Field>
  )
}
