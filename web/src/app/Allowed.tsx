import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMay } from '@/api/may'
import type { Me, Permission } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Notice } from '@/components/ui/Notice'
import { useTitle } from '@/lib/hooks'
import { roleWords } from '@/lib/roles'

/** A page for who may see it; who may not is told why. */
export function Allowed({
  to,
  me,
  children,
}: {
  to: Permission | readonly Permission[]
  me: Me
  children: ReactNode
}) {
  return [to].flat().some(useMay()) ? children : <NotAllowed me={me} />
}

function NotAllowed({ me }: { me: Me }) {
  useTitle('Not for your role')
  return (
    <Notice
      title="This page is not for your role"
      text={`In ${me.organization.name} you are ${roleWords[me.role].toLowerCase()}. If you need this page, ask an owner for another role.`}
    >
      <Button look="primary" asChild>
        <Link to="/account">Go to your account</Link>
      </Button>
    </Notice>
  )
}
