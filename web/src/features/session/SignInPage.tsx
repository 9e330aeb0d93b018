import { LockOpen } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { ApiError, messageOf } from '@/api/problem'
import { type SignedOutBecause, signIn } from '@/api/session'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Logo } from '@/components/ui/Logo'
import { useTitle } from '@/lib/hooks'
import { Lights } from './Lights'
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

  return (
    <main className="relative isolate h-full overflow-y-auto px-5 pt-[19vh] pb-8">
      <div aria-hidden className="-z-10 pointer-events-none absolute inset-0 overflow-hidden">
        <Lights className="-translate-x-1/2 -translate-y-1/2 absolute top-[calc(19vh+22px)] left-1/2 max-w-none" />
      </div>
      <div className="mx-auto w-full max-w-[360px]">
        <div className="mb-7 text-center">
          <Logo className="mx-auto size-14 text-accent" />
          <h1 className="mt-3 font-[640] text-2xl tracking-tight">Watchtower</h1>
          <p className="mt-2 text-balance text-ink-2" role={because === 'new' ? undefined : 'status'}>
            {greeting[because]}
          </p>
        </div>
        <form onSubmit={submit} noValidate className="floating grid gap-4 rounded-2xl p-6">
          <Field label="User name or e-mail" error={faults.userName}>
            {(field) => (
              <Input
                {...field}
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
          {faults.form !== undefined && (
            <p role="alert" className="rounded-md bg-alert-soft px-3 py-2 text-alert text-sm">
              {faults.form}
            </p>
          )}
          <Button type="submit" look="primary" size="lg" disabled={busy} className="mt-1">
            {busy ? 'Signing in…' : 'Sign in'}
          </Button>
        </form>
        {isLineOpen(window.location) && (
          <p className="mt-4 flex gap-2 text-ink-2 text-sm">
            <LockOpen className="mt-0.5 size-4 shrink-0 text-idling" aria-hidden />
            This connection is not private: others on the network could read your password. Ask for an https
            address.
          </p>
        )}
      </div>
    </main>
  )
}
