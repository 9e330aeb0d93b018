import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { faultsFrom } from '@/api/problem'
import type { NewInvitation, Role } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Dialog, DialogFooter } from '@/components/ui/Dialog'
import { Fault } from '@/components/ui/Fault'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { InvitationLink } from './InvitationLink'
import { RoleSelect } from './RoleSelect'
import { useInvite } from './useMembers'

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('dispatcher')
  const [made, setMade] = useState<NewInvitation | null>(null)
  const invite = useInvite()
  const faults = invite.error === null ? {} : faultsFrom(invite.error, ['email', 'role'])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    invite.mutate(
      { email: email.trim(), role },
      {
        onSuccess: (invitation) => {
          if (invitation.path !== null) return setMade(invitation)
          toast(`An invitation is on its way to ${invitation.email}.`)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={made === null ? 'Invite someone' : 'The invitation is made'}
      className="max-w-lg"
    >
      {made !== null ? (
        <InvitationLink invitation={made} onDone={onClose} />
      ) : (
        <form onSubmit={submit} noValidate>
          <div className="grid gap-4 px-5 pt-4 pb-5">
            <Field label="E-mail" error={faults.email}>
              {(field) => (
                <Input
                  {...field}
                  type="email"
                  value={email}
                  onChange={(event) => setEmail(event.target.value)}
                  autoComplete="off"
                  spellCheck={false}
                />
              )}
            </Field>
            <RoleSelect value={role} onValue={setRole} error={faults.role} />
            <Fault text={faults.form} />
          </div>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" disabled={email.trim() === '' || invite.isPending}>
              Invite
            </Button>
          </DialogFooter>
        </form>
      )}
    </Dialog>
  )
}
