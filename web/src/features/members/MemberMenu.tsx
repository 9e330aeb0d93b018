import { Ellipsis, KeyRound, LogOut, UserCheck, UserCog, UserMinus } from 'lucide-react'
import { toast } from 'sonner'
import { useMay } from '@/api/may'
import { messageOf } from '@/api/problem'
import type { Member } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '@/components/ui/Menu'
import { maySetRole } from '@/lib/roles'
import type { Asked } from './AskedDialog'
import { useReactivate } from './useMembers'

interface Props {
  member: Member
  self: boolean
  onAsk: (what: Asked, member: Member) => void
}

/** What can be done about a member, by who may do at least as much. */
export function MemberMenu({ member, self, onAsk }: Props) {
  const may = useMay()
  const reactivate = useReactivate()
  if (!maySetRole(member.role, may)) return null
  if (member.deactivatedAt !== null) {
    const bringBack = () =>
      reactivate.mutate(member.id, {
        onSuccess: () => toast(`${member.name} can sign in again.`),
        onError: (error) => toast.error(messageOf(error)),
      })
    return (
      <Button size="sm" disabled={reactivate.isPending} onClick={bringBack}>
        <UserCheck /> Reactivate
      </Button>
    )
  }
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button look="ghost" size="icon" aria-label={`What to do with ${member.name}`}>
          <Ellipsis />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem onSelect={() => onAsk('role', member)}>
          <UserCog /> Change the role…
        </MenuItem>
        {!self && (
          <>
            <MenuItem onSelect={() => onAsk('password', member)}>
              <KeyRound /> Link for a new password…
            </MenuItem>
            <MenuItem onSelect={() => onAsk('sessions', member)}>
              <LogOut /> Sign out everywhere…
            </MenuItem>
            <MenuSeparator />
            <MenuItem onSelect={() => onAsk('deactivate', member)}>
              <UserMinus /> Deactivate…
            </MenuItem>
          </>
        )}
      </MenuContent>
    </Menu>
  )
}
