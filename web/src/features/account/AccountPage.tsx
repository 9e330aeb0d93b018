import type { Me } from '@/api/types'
import { Page } from '@/components/ui/Page'
import { useTitle } from '@/lib/hooks'
import { MyOrganizations } from './MyOrganizations'
import { NameForm } from './NameForm'
import { PasswordForm } from './PasswordForm'
import { Sessions } from './Sessions'

/** What concerns the person alone, in whatever organization. */
export default function AccountPage({ me }: { me: Me }) {
  useTitle('Your account')
  return (
    <Page title="Your account">
      <div className="mt-4 grid max-w-3xl gap-8">
        <NameForm user={me.user} />
        <PasswordForm user={me.user} />
        <MyOrganizations me={me} />
        <Sessions />
      </div>
    </Page>
  )
}
