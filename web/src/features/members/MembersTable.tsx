import { useQuery } from '@tanstack/react-query'
import { meQuery } from '@/api/queries'
import type { Member } from '@/api/types'
import { Age } from '@/components/ui/Age'
import { Pill } from '@/components/ui/Pill'
import { cn } from '@/lib/cn'
import { roleWords } from '@/lib/roles'
import type { Asked } from './AskedDialog'
import { MemberMenu } from './MemberMenu'

interface Props {
  members: Member[]
  onAsk: (what: Asked, member: Member) => void
}

export function MembersTable({ members, onAsk }: Props) {
  const self = useQuery(meQuery).data?.user.id
  return (
    <table className="num w-full">
      <thead>
        <tr className="bg-sunken text-left text-ink-3 text-xs">
          <th scope="col" className="h-[34px] px-3.5 font-medium">
            Person
          </th>
          <th scope="col" className="w-40 px-3.5 font-medium max-wide:w-28">
            Role
          </th>
          <th scope="col" className="w-44 px-3.5 font-medium max-wide:hidden">
            Last sign-in
          </th>
          <th scope="col" className="w-12 px-2">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Row key={member.id} member={member} self={member.id === self} onAsk={onAsk} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ member, self, onAsk }: { member: Member; self: boolean; onAsk: Props['onAsk'] }) {
  const active = member.deactivatedAt === null
  return (
    <tr className="h-[52px] border-line border-t hover:bg-bg">
      <td className="max-w-0 px-3.5 py-1.5">
        <span className="flex items-center gap-2">
          <span className={cn('truncate font-semibold', !active && 'text-ink-3')}>{member.name}</span>
          {self && <span className="text-ink-3">you</span>}
          {!active && <Pill>Deactivated</Pill>}
        </span>
        <span className="block truncate text-ink-3 text-sm">{member.email}</span>
        <span className="wide:hidden text-ink-3 text-sm">
          <SignedIn at={member.lastSignedInAt} prefix="signed in " />
        </span>
      </td>
      <td className="px-3.5 text-ink-2">{roleWords[member.role]}</td>
      <td className="px-3.5 text-ink-2 max-wide:hidden">
        <SignedIn at={member.lastSignedInAt} />
      </td>
      <td className="px-2 text-right">
        <MemberMenu member={member} self={self} onAsk={onAsk} />
      </td>
    </tr>
  )
}

const SignedIn = ({ at, prefix }: { at: string | null; prefix?: string }) =>
  at === null ? <>never signed in</> : <Age at={Date.parse(at)} prefix={prefix} />
