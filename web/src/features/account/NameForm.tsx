import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { faultsFrom } from '@/api/problem'
import type { Me } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Fault } from '@/components/ui/Fault'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { useRename } from './useAccount'

export function NameForm({ user }: { user: Me['user'] }) {
  const [name, setName] = useState(user.name)
  const rename = useRename()
  const faults = rename.error === null ? {} : faultsFrom(rename.error, ['name'])
  const wanted = name.trim()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate(wanted, {
      onSuccess: (saved) => {
        setName(saved.name)
        toast('Your name is changed.')
      },
    })
  }
  return (
    <section aria-labelledby="profile-title">
      <h2 id="profile-title" className="font-[620] text-lg tracking-tight">
        Profile
      </h2>
      <form onSubmit={submit} noValidate className="mt-3 grid gap-4">
        <div className="grid grid-cols-2 gap-4 max-wide:grid-cols-1">
          <Field label="Name" hint="As others are shown it." error={faults.name}>
            {(field) => (
              <Input
                {...field}
                value={name}
                onChange={(event) => setName(event.target.value)}
                maxLength={100}
                autoComplete="name"
              />
            )}
          </Field>
          <dl className="grid content-start gap-x-6 gap-y-3 pt-0.5 max-wide:grid-cols-1">
            <Fact name="You sign in with">
              {user.userName !== null && (
                <>
                  <b className="font-[550] text-ink">{user.userName}</b> or{' '}
                </>
              )}
              {user.email}
            </Fact>
          </dl>
        </div>
        <Fault text={faults.form} />
        <div>
          <Button
            type="submit"
            look="primary"
            disabled={wanted === '' || wanted === user.name || rename.isPending}
          >
            Save the name
          </Button>
        </div>
      </form>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="mb-1 font-medium text-ink-2 text-sm">{name}</dt>
      <dd className="break-words pt-1.5 text-ink-2">{children}</dd>
    </div>
  )
}
