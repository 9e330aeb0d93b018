import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { ApiError, faultsFrom } from '@/api/problem'
import type { Me } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Fault } from '@/components/ui/Fault'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { NewPasswordField } from '@/components/ui/NewPasswordField'
import { useChangePassword } from './useAccount'

const empty = { currentPassword: '', newPassword: '' }

export function PasswordForm({ user }: { user: Me['user'] }) {
  const [form, setForm] = useState(empty)
  const change = useChangePassword()
  const faults = faultsOf(change.error)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(form, {
      onSuccess: () => {
        setForm(empty)
        toast('Your password is changed. You are signed out everywhere else.')
      },
    })
  }
  return (
    <section aria-labelledby="password-title">
      <h2 id="password-title" className="font-[620] text-lg tracking-tight">
        Password
      </h2>
      <p className="mt-1 max-w-xl text-ink-2">A new one signs you out everywhere but here.</p>
      <form onSubmit={submit} noValidate className="mt-3 grid gap-4">
        {/* So that a password manager knows whose password it is. */}
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={user.userName ?? user.email}
          readOnly
          hidden
        />
        <div className="grid grid-cols-2 gap-4 max-wide:grid-cols-1">
          <Field label="Present password" error={faults.currentPassword}>
            {(field) => (
              <Input
                {...field}
                type="password"
                autoComplete="current-password"
                value={form.currentPassword}
                onChange={(event) => setForm({ ...form, currentPassword: event.target.value })}
              />
            )}
          </Field>
          <NewPasswordField
            label="New password"
            value={form.newPassword}
            error={faults.newPassword}
            onValue={(newPassword) => setForm({ ...form, newPassword })}
          />
        </div>
        <Fault text={faults.form} />
        <div>
          <Button
            type="submit"
            look="primary"
            disabled={form.currentPassword === '' || form.newPassword === '' || change.isPending}
          >
            Change the password
          </Button>
        </div>
      </form>
    </section>
  )
}

/** These say it as whole sentences. */
function faultsOf(error: Error | null) {
  if (error === null) return {}
  if (error instanceof ApiError && error.is('wrong-password')) return { currentPassword: error.message }
  if (error instanceof ApiError && (error.is('weak-password') || error.is('same-password')))
    return { newPassword: error.message }
  return faultsFrom(error, ['currentPassword', 'newPassword'])
}
