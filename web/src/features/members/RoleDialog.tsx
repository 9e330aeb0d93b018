import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { messageOf } from '@/api/problem'
import type { Member } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Dialog, DialogFooter } from '@/components/ui/Dialog'
import { Fault } from '@/components/ui/Fault'
import { roleWords } from '@/lib/roles'
import { RoleSelect } from './RoleSelect'
import { useSetRole } from './useMembers'

export function RoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const [role, setRole] = useState(member.role)
  const save = useSetRole(member.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(role, {
      onSuccess: () => {
        toast(`${member.name} is ${roleWords[role].toLowerCase()} now.`)
        onClose()
      },
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`The role of ${member.name}`}
      className="max-w-md"
    >
      <form onSubmit={submit} noValidate>
        <div className="grid gap-4 px-5 pt-4 pb-5">
          <RoleSelect value={role} onValue={setRole} />
          <Fault text={save.error === null ? undefined : messageOf(save.error)} />
        </div>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={role === member.role || save.isPending}>
            Change the role
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
