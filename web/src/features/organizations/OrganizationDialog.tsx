import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { messageOf } from '@/api/problem'
import { switchOrganization } from '@/api/session'
import type { Organization, OrganizationChange } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Dialog, DialogFooter } from '@/components/ui/Dialog'
import { Fault } from '@/components/ui/Fault'
import { OrganizationFields } from './OrganizationFields'
import { faultsFrom } from './organizationForm'
import { useSaveOrganization } from './useOrganizations'

interface Props {
  /** Null adds one. */
  organization: Organization | null
  /** What the form begins with. */
  start: OrganizationChange
  onClose: () => void
}

export function OrganizationDialog({ organization, start, onClose }: Props) {
  const [form, setForm] = useState(start)
  const save = useSaveOrganization(organization?.id ?? null)
  const faults = faultsFrom(save.error)

  const goThere = ({ id }: Organization) =>
    switchOrganization(id).catch((error: unknown) => toast.error(messageOf(error)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(
      { ...form, name: form.name.trim() },
      {
        onSuccess: (saved) => {
          if (organization !== null) toast(`${saved.name} is saved.`)
          else
            toast(`${saved.name} is added, and you are its owner.`, {
              duration: 8000,
              action: { label: 'Go there', onClick: () => void goThere(saved) },
            })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={organization === null ? 'Add an organization' : `Edit ${organization.name}`}
      className="max-w-xl"
    >
      <form onSubmit={submit} noValidate>
        <div className="grid gap-4 px-5 pt-4 pb-5">
          <OrganizationFields
            form={form}
            faults={faults}
            onChange={(change) => setForm((before) => ({ ...before, ...change }))}
          />
          <Fault text={faults.form} />
        </div>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {organization === null ? 'Add the organization' : 'Save'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
