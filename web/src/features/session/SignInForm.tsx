import { type FormEvent, useRef, useState } from 'react'
import { ApiError, messageOf } from '@/api/problem'
import { signIn } from '@/api/session'
import { Button } from '@/components/ui/Button'
import { Fault } from '@/components/ui/Fault'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'

type Faults = { userName?: string; password?: string; form?: string }

interface Props {
  /** What stands in the form at first. */
  userName?: string
  /** Somebody forgot the password of this name, which may be empty. */
  onForgotten: (userName: string) => void
}

export function SignInForm({ userName: known, onForgotten }: Props) {
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
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

  return (
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
            defaultValue={known}
            autoFocus={known === undefined}
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
            autoFocus={known !== undefined}
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
        onClick={() => onForgotten(userNameRef.current?.value.trim() ?? '')}
      >
        Forgot your password?
      </button>
    </form>
  )
}
