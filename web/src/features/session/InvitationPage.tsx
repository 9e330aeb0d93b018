import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { messageOf } from '@/api/problem'
import { useSession } from '@/api/session'
import type { InvitationOffer } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { useTitle } from '@/lib/hooks'
import { roleWords } from '@/lib/roles'
import { Door } from './Door'
import { ForgotForm } from './ForgotForm'
import { offerQuery } from './invitation'
import { JoinAsNew } from './JoinAsNew'
import { JoinAsYou } from './JoinAsYou'
import { SignInForm } from './SignInForm'

/** Where the link of an invitation leads: one joins, as a new person or as who one is already. */
export default function InvitationPage({ token }: { token: string }) {
  useTitle('Invitation')
  const session = useSession()
  const offer = useQuery({ ...offerQuery(token), enabled: session.state !== 'starting' })
  const [joined, setJoined] = useState(false)
  if (joined) return <Door greeting="Welcome. One moment …">{null}</Door>
  if (offer.data === undefined) {
    return offer.error === null ? (
      <Door greeting="One moment …">{null}</Door>
    ) : (
      <Door greeting={messageOf(offer.error)} news>
        <div className="floating grid rounded-2xl p-6">
          <Button look="primary" size="lg" onClick={() => window.location.assign('/')}>
            Go to Watchtower
          </Button>
        </div>
      </Door>
    )
  }
  return (
    <Door greeting={greetingOf(offer.data)}>
      {session.state === 'signed-in' ? (
        <JoinAsYou token={token} offer={offer.data} />
      ) : (
        <Strangers token={token} offer={offer.data} onJoined={() => setJoined(true)} />
      )}
    </Door>
  )
}

function greetingOf({ invitedBy, organization, role }: InvitationOffer) {
  const who = invitedBy === null ? 'You are invited' : `${invitedBy} invites you`
  return `${who} to ${organization}, as ${roleWords[role].toLowerCase()}.`
}

interface StrangersProps {
  token: string
  offer: InvitationOffer
  onJoined: () => void
}

/** New here, or somebody with an account who has to sign in first. */
function Strangers({ token, offer, onJoined }: StrangersProps) {
  const [known, setKnown] = useState<string | null>(null)
  const [forgotten, setForgotten] = useState<string | null>(null)
  if (forgotten !== null) return <ForgotForm userName={forgotten} onBack={() => setForgotten(null)} />
  if (known === null) {
    return (
      <>
        <JoinAsNew token={token} offer={offer} onKnown={setKnown} onJoined={onJoined} />
        <Other onClick={() => setKnown('')}>I have an account already</Other>
      </>
    )
  }
  return (
    <>
      {known !== '' && (
        <p role="status" className="mb-3 text-ink-2">
          {known}
        </p>
      )}
      <SignInForm userName={offer.email} onForgotten={setForgotten} />
      <Other onClick={() => setKnown(null)}>I am new here</Other>
    </>
  )
}

const Other = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <p className="mt-4 text-center">
    <button
      type="button"
      onClick={onClick}
      className="text-ink-2 text-sm underline-offset-4 hover:text-ink hover:underline"
    >
      {children}
    </button>
  </p>
)
