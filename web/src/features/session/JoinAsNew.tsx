import { type FormEvent, useState } from 'react'
import { ApiError, faultsFrom } from '@/api/problem'
import { signIn } from '@/api/session'
import type { InvitationOffer } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Fault } from '@/components/ui/Fault'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { NewPasswordField } from '@/components/ui/NewPasswordField'
import { accept } from './invitation'

interface Props {
  token: string
  offer: InvitationOffer
  /** There is an account with this e-mail already: what the server said of it. */
  onKnown: (said: string) => void
  onJoined: () => void
}

export function JoinAsNew({ token, offer, onKnown, onJoined }: Props) {
  const [form, setForm] = useState({ name: '', password: '' })
  const [faults, setFaults] = useState<{ name?: string; password?: string; form?: string }>({})
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setFaults({})
    setBusy(true)
    try {
      const { email } = await accept(token, { name: form.name.trim(), password: form.password })
      onJoined()
      // Who cannot be signed in just now is asked to by the page.
      await signIn(email, form.password).catch(() => {})
      window.location.assign('/')
    } catch (error) {
      setBusy(false)
      if (error instanceof ApiError && error.is('account-there')) onKnown(error.message)
      else if (error instanceof ApiError && error.is('weak-password')) setFaults({ password: error.message })
      else setFaults(faultsFrom(error, ['name', 'password']))
    }
  }
  return (
    <form onSubmit={submit} noValidate className="floating grid gap-4 rounded-2xl p-6">
      <Field label="E-mail" hint="You sign in with it.">
        {(field) => (
          <Input
            {...field}
            name="username"
            autoComplete="username"
            value={offer.email}
            readOnly
            className="h-10 text-ink-2"
          />
        )}
      </Field>
      <Field label="Your name" error={faults.name}>
        {(field) => (
          <Input
            {...field}
            value={form.name}
            maxLength={100}
            autoComplete="name"
            autoFocus
            onChange={(event) => setForm({ ...form, name: event.target.value })}
            className="h-10"
          />
        )}
      </Field>
      <NewPasswordField
        label="Password"
        value={form.password}
        error={faults.password}
        onValue={(password) => setForm({ ...form, password })}
        className="h-10"
      />
      <Fault text={faults.form} />
      <Button
        type="submit"
        look="primary"
        size="lg"
        disabled={busy || form.name.trim() === '' || form.password === ''}
        className="mt-1"
      >
        {busy ? 'Joining…' : 'Join'}
      </Button>
    </form>
  )
}
