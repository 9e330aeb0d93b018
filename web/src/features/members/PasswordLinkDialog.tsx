import { messageOf } from '@/api/problem'
import type { Member } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Dialog, DialogFooter } from '@/components/ui/Dialog'
import { Fault } from '@/components/ui/Fault'
import { ToldOnce } from '@/components/ui/ToldOnce'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { usePasswordLink } from './useMembers'

/** For a member who forgot the password, where no mail can bring the link. */
export function PasswordLinkDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const format = useFormat()
  const now = useNow()
  const make = usePasswordLink()
  const link = make.data
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`A new password for ${member.name}`}
      className="max-w-lg"
    >
      {link !== undefined ? (
        <ToldOnce name="The link" value={new URL(link.path, window.location.origin).href} onDone={onClose}>
          Give this link to {member.name}, and to nobody else. It works once, until{' '}
          <span className="num">{format.since(Date.parse(link.expiresAt), now)}</span>, and is shown only now.
        </ToldOnce>
      ) : (
        <>
          <div className="grid gap-4 px-5 pt-2 pb-5">
            <p className="text-ink-2">
              Makes a link by which {member.name} chooses a new password. Until it is used, the present
              password goes on working.
            </p>
            <Fault text={make.error === null ? undefined : messageOf(make.error)} />
          </div>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" disabled={make.isPending} onClick={() => make.mutate(member.id)}>
              Make the link
            </Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  )
}
