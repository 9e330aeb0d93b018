import { LockOpen } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { ApiError, messageOf } from '@/api/problem'
import { type SignedOutBecause, signIn } from '@/api/session'
import { Button } from '@/components/ui/Button'
import { Fault } from '@/components/ui/Fault'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { useTitle } from '@/lib/hooks'
import { Door } from './Door'
import { ForgotForm } from './ForgotForm'
import { isLineOpen } from './line'

type Faults = { userName?: string; password?: string; form?: string }

const greeting: Record<SignedOutBecause, string> = {
  new: 'Where your trucks are, and where they have been.',
  ended: 'Your session has ended. Sign in again to go on where you were.',
  left: 'You are signed out.',
}

export function SignInPage({ because }: { because: SignedOutBecause }) {
  useTitle('Sign in')
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  const [forgotten, setForgotten] = useState<string | null>(null)
  const userNameRef = useRef<HTMLInputElement>(null)
  const passwordRef = useRef<HTMLInputElement>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const userName = String(form.get('username')).trim()
    const password = String(form.get('password'))
    const missing: Faults = {
      ...(userName === '' ? { userName: 'Write your user name or e-mail.' } : {}),
      ...(password === '' ? { password: 'Write your password.' } : {}),
    }
    setFaults(missing)
    if (missing.userName || missing.password) return
    setBusy(true)
    try {
      await signIn(userName, password)
    } catch (error) {
      setBusy(false)
      if (error instanceof ApiError && error.is('sign-in-failed')) {
        setFaults({ password: error.message })
        passwordRef.current?.select()
      } else {
        setFaults({ form: messageOf(error) })
      }
    }
  }

  if (forgotten !== null) {
    return (
      <Door greeting="It happens to everyone.">
        <ForgotForm userName={forgotten} onBack={() => setForgotten(null)} />
      </Door>
    )
  }
  return (
    <Door greeting={greeting[because]} news={because !== 'new'}>
      <form onSubmit={submit} noValidate className="floating grid gap-4 rounded-2xl p-6">
        <Field label="User name or e-mail" error={faults.userName}>
          {(field) => (
            <Input
              {...field}
              ref={userNameRef}
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              className="h-10"
            />
          )}
        </Field>
        <Field label="Password" error={faults.password}>
          {(field) => (
            <Input
              {...field}
              ref={passwordRef}
              name="password"
              type="password"
              autoComplete="current-password"
              className="h-10"
            />
          )}
        </Field>
        <Fault text={faults.form} />
        <Button type="submit" look="primary" size="lg" disabled={busy} className="mt-1">
          {busy ? 'Signing in…' : 'Sign in'}
        </Button>
        <button
          type="button"
          className="justify-self-center text-ink-2 text-sm underline-offset-4 hover:text-ink hover:underline"
          onClick={() => setForgotten(userNameRef.current?.value.trim() ?? '')}
        >
          Forgot your password?
        </button>
      </form>
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
