import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '@/api/may'
import type { Member } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { PagedList } from '@/components/ui/PagedList'
import { useTitle } from '@/lib/hooks'
import { type Asked, AskedDialog } from './AskedDialog'
import { Invitations } from './Invitations'
import { InviteDialog } from './InviteDialog'
import { MembersTable } from './MembersTable'
import { useMembers } from './useMembers'

/** Who belongs to the organization, as what, and who is invited. */
export default function MembersPage() {
  useTitle('Members')
  const may = useMay()
  const pages = useMembers()
  const [inviting, setInviting] = useState(false)
  const [asked, ask] = useState<{ what: Asked; member: Member } | null>(null)
  return (
    <>
      <section aria-labelledby="members-title" className="mt-4 max-w-5xl">
        <div className="mb-3 flex flex-wrap items-center gap-3">
          <div className="min-w-64 flex-1">
            <h2 id="members-title" className="font-[620] text-lg tracking-tight">
              Members
            </h2>
            <p className="mt-1 max-w-2xl text-ink-2">What each may see and do here follows from the role.</p>
          </div>
          {may('members:write') && (
            <Button look="primary" onClick={() => setInviting(true)}>
              <UserPlus /> Invite someone
            </Button>
          )}
        </div>
        <PagedList pages={pages} what="members" empty="None.">
          {(members) => <MembersTable members={members} onAsk={(what, member) => ask({ what, member })} />}
        </PagedList>
      </section>
      <Invitations />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {asked !== null && <AskedDialog {...asked} onClose={() => ask(null)} />}
    </>
  )
}
