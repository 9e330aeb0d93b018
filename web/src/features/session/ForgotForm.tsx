import { type FormEvent, useState } from 'react'
import { messageOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { Fault } from '@/components/ui/Fault'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { forgotPassword } from './passwords'

export function ForgotForm({ userName, onBack }: { userName: string; onBack: () => void }) {
  const [state, setState] = useState<'asking' | 'busy' | 'asked'>('asking')
  const [missing, setMissing] = useState(false)
  const [fault, setFault] = useState<string>()

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('username')).trim()
    setMissing(name === '')
    setFault(undefined)
    if (name === '') return
    setState('busy')
    try {
      await forgotPassword(name)
      setState('asked')
    } catch (error) {
      setFault(messageOf(error))
      setState('asking')
    }
  }

  if (state === 'asked') {
    return (
      <div className="floating grid gap-4 rounded-2xl p-6" role="status">
        <p>If there is an account with this name, a mail with a link is on its way. It works for an hour.</p>
        <p className="text-ink-2 text-sm">
          No mail after some minutes? Then none may be set up here: ask who administers your fleet’s members
          for a link.
        </p>
        <Button size="lg" onClick={onBack}>
          Back to sign in
        </Button>
      </div>
    )
  }
  return (
    <form onSubmit={submit} noValidate className="floating grid gap-4 rounded-2xl p-6">
      <Field
        label="User name or e-mail"
        error={missing ? 'Write your user name or e-mail.' : undefined}
        hint="You get a mail with a link to a new password."
      >
        {(field) => (
          <Input
            {...field}
            name="username"
            defaultValue={userName}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            className="h-10"
          />
        )}
      </Field>
      <Fault text={fault} />
      <Button type="submit" look="primary" size="lg" disabled={state === 'busy'} className="mt-1">
        {state === 'busy' ? 'Sending…' : 'Send the link'}
      </Button>
      <Button size="lg" onClick={onBack}>
        Back to sign in
      </Button>
    </form>
  )
}
