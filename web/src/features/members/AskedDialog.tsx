import { toast } from 'sonner'
import type { Member } from '@/api/types'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { PasswordLinkDialog } from './PasswordLinkDialog'
import { RoleDialog } from './RoleDialog'
import { useDeactivate, useEndSessions } from './useMembers'

export type Asked = 'role' | 'password' | 'sessions' | 'deactivate'

interface Props {
  member: Member
  onClose: () => void
}

/** The dialog for what was chosen from a member's menu. */
export function AskedDialog({ what, ...props }: Props & { what: Asked }) {
  switch (what) {
    case 'role':
      return <RoleDialog {...props} />
    case 'password':
      return <PasswordLinkDialog {...props} />
    case 'sessions':
      return <EndSessionsDialog {...props} />
    case 'deactivate':
      return <DeactivateDialog {...props} />
  }
}

function EndSessionsDialog({ member, onClose }: Props) {
  const end = useEndSessions()
  return (
    <ConfirmDialog
      title={`Sign ${member.name} out everywhere?`}
      text="All sessions in this organization end at once. Who knows the password can sign in again."
      keep="Leave them"
      confirm="Sign out everywhere"
      pending={end.isPending}
      error={end.error}
      onConfirm={() =>
        end.mutate(member.id, {
          onSuccess: () => {
            toast(`${member.name} is signed out.`)
            onClose()
          },
        })
      }
      onClose={onClose}
    />
  )
}

function DeactivateDialog({ member, onClose }: Props) {
  const deactivate = useDeactivate()
  return (
    <ConfirmDialog
      title={`Deactivate ${member.name}?`}
      text="This person can do nothing here any more, and is signed out at once. You can reactivate the account later. What was done by it stays in the audit log."
      keep="Keep active"
      confirm="Deactivate"
      pending={deactivate.isPending}
      error={deactivate.error}
      onConfirm={() =>
        deactivate.mutate(member.id, {
          onSuccess: () => {
            toast(`${member.name} is deactivated.`)
            onClose()
          },
        })
      }
      onClose={onClose}
    />
  )
}
