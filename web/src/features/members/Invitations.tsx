import { useState } from 'react'
import { toast } from 'sonner'
import { useMay } from '@/api/may'
import { messageOf } from '@/api/problem'
import type { Invitation, NewInvitation } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { Dialog } from '@/components/ui/Dialog'
import { PagedList } from '@/components/ui/PagedList'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { maySetRole, roleWords } from '@/lib/roles'
import { InvitationLink } from './InvitationLink'
import { useInvitations, useInvite, useWithdraw } from './useMembers'

/** Who is invited and has not joined yet. */
export function Invitations() {
  const pages = useInvitations()
  const again = useInvite()
  const withdraw = useWithdraw()
  const [leaving, setLeaving] = useState<Invitation | null>(null)
  const [link, setLink] = useState<NewInvitation | null>(null)

  const resend = ({ email, role }: Invitation) =>
    again.mutate(
      { email, role },
      {
        onSuccess: (made) =>
          made.path === null ? toast(`A new link is on its way to ${made.email}.`) : setLink(made),
        onError: (error) => toast.error(messageOf(error)),
      },
    )
  return (
    <section aria-labelledby="invitations-title" className="mt-8 max-w-5xl">
      <h2 id="invitations-title" className="mb-3 font-[620] text-lg tracking-tight">
        Invitations
      </h2>
      <PagedList
        pages={pages}
        what="invitations"
        empty="Nobody is invited just now. Who was and has joined is among the members."
      >
        {(invitations) => (
          <ul>
            {invitations.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                invitation={invitation}
                busy={again.isPending}
                onResend={() => resend(invitation)}
                onWithdraw={() => setLeaving(invitation)}
              />
            ))}
          </ul>
        )}
      </PagedList>
      {leaving !== null && (
        <ConfirmDialog
          title={`Withdraw the invitation of ${leaving.email}?`}
          text="Its link does not work any more from then on."
          keep="Keep it"
          confirm="Withdraw it"
          pending={withdraw.isPending}
          error={withdraw.error}
          onConfirm={() => withdraw.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
          onClose={() => setLeaving(null)}
        />
      )}
      {link !== null && (
        <Dialog
          open
          onOpenChange={(open) => !open && setLink(null)}
          title="A new link"
          description="The link before does not work any more."
        >
          <InvitationLink invitation={link} onDone={() => setLink(null)} />
        </Dialog>
      )}
    </section>
  )
}

interface RowProps {
  invitation: Invitation
  busy: boolean
  onResend: () => void
  onWithdraw: () => void
}

function InvitationRow({ invitation, busy, onResend, onWithdraw }: RowProps) {
  const format = useFormat()
  const now = useNow()
  const may = useMay()
  return (
    <li className="num flex min-h-[52px] flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-t px-3.5 py-2 first:border-0">
      <span className="min-w-52 flex-1">
        <span className="block truncate font-semibold">{invitation.email}</span>
        <span className="block text-ink-3 text-sm">
          as {roleWords[invitation.role].toLowerCase()}
          {invitation.invitedBy !== null && `, invited by ${invitation.invitedBy}`}, until{' '}
          {format.since(Date.parse(invitation.expiresAt), now)}
        </span>
        {!invitation.holds && (
          <span className="block text-ink-2 text-sm">
            Its link does not work any more: whoever sent it may no longer invite so. Send it again.
          </span>
        )}
      </span>
      {maySetRole(invitation.role, may) && (
        <span className="flex gap-1.5">
          <Button size="sm" disabled={busy} onClick={onResend}>
            Send again
          </Button>
          <Button size="sm" onClick={onWithdraw}>
            Withdraw
          </Button>
        </span>
      )}
    </li>
  )
}
