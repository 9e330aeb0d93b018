import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { messageOf } from '@/api/problem'
import { meQuery, queryClient } from '@/api/queries'
import { useSession } from '@/api/session'
import { Button } from '@/components/ui/Button'
import { Logo } from '@/components/ui/Logo'
import { Notice } from '@/components/ui/Notice'
import { SignInPage } from '@/features/session/SignInPage'
import { FormatProvider } from '@/lib/format/useFormat'
import { Shell } from './Shell'

/** Lets nobody in without a session. The address stays as it is, so signing in leads to the page asked for. */
export function Gate() {
  const session = useSession()
  const navigate = useNavigate()
  const left = session.state === 'signed-out' && session.because === 'left'

  useEffect(() => {
    if (session.state === 'signed-out') queryClient.clear()
    if (left) navigate('/', { replace: true })
  }, [session.state, left, navigate])

  switch (session.state) {
    case 'starting':
      return session.trouble === null ? (
        <Waiting />
      ) : (
        <Notice title="Waiting for the server" text={`${session.trouble.message} This page keeps trying.`} />
      )
    case 'signed-out':
      return <SignInPage because={session.because} />
    case 'signed-in':
      return <SignedIn />
  }
}

function SignedIn() {
  const me = useQuery(meQuery)
  if (me.data) {
    return (
      <FormatProvider of={me.data.organization}>
        <Shell me={me.data} />
      </FormatProvider>
    )
  }
  if (me.isPending) return <Waiting />
  return (
    <Notice title="Your account could not be loaded" text={messageOf(me.error)}>
      <Button look="primary" onClick={() => void me.refetch()}>
        Try again
      </Button>
    </Notice>
  )
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading" className="grid h-full place-items-center">
      <Logo className="after-a-while size-10 text-line-strong" />
    </div>
  )
}
