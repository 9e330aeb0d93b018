import type { NewInvitation } from '@/api/types'
import { ToldOnce } from '@/components/ui/ToldOnce'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'

/** Where no mail is set up, whoever invites brings the link. */
export function InvitationLink({ invitation, onDone }: { invitation: NewInvitation; onDone: () => void }) {
  const format = useFormat()
  const now = useNow()
  return (
    <ToldOnce
      name="The link"
      value={new URL(invitation.path ?? '', window.location.origin).href}
      onDone={onDone}
    >
      This server sends no mail, so send this link to {invitation.email} yourself. It works once, until{' '}
      <span className="num">{format.since(Date.parse(invitation.expiresAt), now)}</span>, and is shown only
      now.
    </ToldOnce>
  )
}
