import { LockOpen } from 'lucide-react'
import { useState } from 'react'
import type { SignedOutBecause } from '@/api/session'
import { useTitle } from '@/lib/hooks'
import { Door } from './Door'
import { ForgotForm } from './ForgotForm'
import { isLineOpen } from './line'
import { SignInForm } from './SignInForm'

const greeting: Record<SignedOutBecause, string> = {
  new: 'Where your trucks are, and where they have been.',
  ended: 'Your session has ended. Sign in again to go on where you were.',
  left: 'You are signed out.',
}

export function SignInPage({ because }: { because: SignedOutBecause }) {
  useTitle('Sign in')
  const [forgotten, setForgotten] = useState<string | null>(null)
  if (forgotten !== null) {
    return (
      <Door greeting="It happens to everyone.">
        <ForgotForm userName={forgotten} onBack={() => setForgotten(null)} />
      </Door>
    )
  }
  return (
    <Door greeting={greeting[because]} news={because !== 'new'}>
      <SignInForm onForgotten={setForgotten} />
      {isLineOpen(window.location) && (
        <p className="mt-4 flex gap-2 text-ink-2 text-sm">
          <LockOpen className="mt-0.5 size-4 shrink-0 text-idling" aria-hidden />
          This connection is not private: others on the network could read your password. Ask for an https
          address.
        </p>
      )}
    </Door>
  )
}
