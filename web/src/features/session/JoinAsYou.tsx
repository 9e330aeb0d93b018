import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { messageOf } from '@/api/problem'
import { meQuery } from '@/api/queries'
import { signOut, switchOrganization } from '@/api/session'
import type { InvitationOffer } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Fault } from '@/components/ui/Fault'
import { accept } from './invitation'

/** For who is signed in already, as the person who is invited or as another one. */
export function JoinAsYou({ token, offer }: { token: string; offer: InvitationOffer }) {
  const me = useQuery(meQuery)
  const client = useQueryClient()
  const join = useMutation({
    mutationFn: async () => {
      const { organizationId } = await accept(token)
      await switchOrganization(organizationId)
    },
  })
  if (me.data === undefined) return <Fault text={me.error === null ? undefined : messageOf(me.error)} />

  const { user } = me.data
  const leave = async () => {
    await signOut()
    client.removeQueries({ queryKey: meQuery.queryKey })
  }
  if (user.email.toLowerCase() !== offer.email.toLowerCase()) {
    return (
      <div className="floating grid gap-4 rounded-2xl p-6">
        <p className="text-ink-2">
          This invitation is for <b className="font-[550] text-ink">{offer.email}</b>. You are signed in as{' '}
          {user.email}.
        </p>
        <Button look="primary" size="lg" onClick={() => void leave()}>
          Sign out and go on
        </Button>
        <Button size="lg" onClick={() => window.location.assign('/')}>
          Stay as you are
        </Button>
      </div>
    )
  }
  return (
    <div className="floating grid gap-4 rounded-2xl p-6">
      <p className="text-ink-2">
        You are signed in as <b className="font-[550] text-ink">{user.name}</b>. What you belong to already
        stays as it is.
      </p>
      <Fault text={join.error === null ? undefined : messageOf(join.error)} />
      <Button
        look="primary"
        size="lg"
        disabled={join.isPending || join.isSuccess}
        onClick={() => join.mutate()}
      >
        {join.isPending ? 'Joining…' : `Join ${offer.organization}`}
      </Button>
    </div>
  )
}
