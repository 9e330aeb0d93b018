import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { useMay } from '@/api/may'
import { meQuery } from '@/api/queries'
import type { Organization } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Fault } from '@/components/ui/Fault'
import { OrganizationFacts } from './OrganizationFacts'
import { OrganizationFields } from './OrganizationFields'
import { faultsFrom, formOf, isChanged } from './organizationForm'
import { useSaveOrganization } from './useOrganizations'

/** The organization that one is in, on the page of settings. */
export function OrganizationSection() {
  const may = useMay()
  const organization = useQuery(meQuery).data?.organization
  if (organization === undefined) return null
  return (
    <section aria-labelledby="organization" className="mt-4 max-w-2xl">
      <h2 id="organization" className="font-[620] text-lg tracking-tight">
        Organization
      </h2>
      {may('organization:write') ? (
        // A form that begins anew when the server has other values.
        <OrganizationForm key={JSON.stringify(organization)} organization={organization} />
      ) : (
        <OrganizationFacts organization={organization} />
      )}
    </section>
  )
}

function OrganizationForm({ organization }: { organization: Organization }) {
  const stored = formOf(organization)
  const [form, setForm] = useState(stored)
  const save = useSaveOrganization(organization.id)
  const faults = faultsFrom(save.error)
  const changed = isChanged(form, stored)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ ...form, name: form.name.trim() }, { onSuccess: () => toast('Saved.') })
  }
  return (
    <form onSubmit={submit} noValidate aria-label="Organization" className="mt-3 grid gap-4">
      <OrganizationFields
        form={form}
        faults={faults}
        onChange={(change) => setForm((before) => ({ ...before, ...change }))}
      />
      <Fault text={faults.form} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={!changed || save.isPending}>
          Save
        </Button>
        {changed && (
          <Button
            onClick={() => {
              setForm(stored)
              save.reset()
            }}
          >
            Undo
          </Button>
        )}
      </div>
    </form>
  )
}
