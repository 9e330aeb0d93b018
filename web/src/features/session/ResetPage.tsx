import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { Fault } from '@/components/ui/Fault'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { useTitle } from '@/lib/hooks'
import { Door } from './Door'
import { resetPassword } from './passwords'

/** Where the link of a mail leads: a new password, and from there to signing in with it. */
export default function ResetPage({ token }: { token: string }) {
  useTitle('New password')
  const [state, setState] = useState<'choosing' | 'busy' | 'chosen' | 'over'>(
    token === '' ? 'over' : 'choosing',
  )
  const [weak, setWeak] = useState<string>()
  const [fault, setFault] = useState<string>()

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    setWeak(password === '' ? 'Write a new password.' : undefined)
    setFault(undefined)
    if (password === '') return
    setState('busy')
    try {
      await resetPassword(token, password)
      setState('chosen')
    } catch (error) {
      const problem = error instanceof ApiError ? error : undefined
      setState(problem?.is('reset-link-over') ? 'over' : 'choosing')
      if (problem?.is('weak-password')) setWeak(problem.message)
      else setFault(messageOf(error))
    }
  }

  if (state === 'chosen' || state === 'over') {
    return (
      <Door
        greeting={state === 'chosen' ? 'Your new password is set.' : 'This link does not work any more.'}
        news
      >
        <div className="floating grid gap-4 rounded-2xl p-6">
          <p className="text-ink-2">
            {state === 'chosen'
              ? 'You are signed out everywhere. Sign in with it from now on.'
              : 'It was used, or is too old. Have another one sent from the page of sign-in.'}
          </p>
          <Button look="primary" size="lg" onClick={() => window.location.assign('/')}>
            Sign in
          </Button>
        </div>
      </Door>
    )
  }
  return (
    <Door greeting="Choose a new password.">
      <form onSubmit={submit} noValidate className="floating grid gap-4 rounded-2xl p-6">
        <Field
          label="New password"
          error={weak}
          hint="At least 12 characters. A few words that nobody else would put together are easy to keep in mind."
        >
          {(field) => (
            <Input
              {...field}
              name="password"
              type="password"
              autoComplete="new-password"
              autoFocus
              className="h-10"
            />
          )}
        </Field>
        <Fault text={fault} />
        <Button type="submit" look="primary" size="lg" disabled={state === 'busy'} className="mt-1">
          {state === 'busy' ? 'Setting…' : 'Set the password'}
        </Button>
      </form>
    </Door>
  )
}
