import { type FormEvent, useState } from 'react'
import { faultsFrom } from '@/api/problem'
import type { Permission } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Dialog, DialogFooter } from '@/components/ui/Dialog'
import { Fault } from '@/components/ui/Fault'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'
import { type Lasting, lastings } from './lasting'
import { NewSecret } from './NewSecret'
import { ScopeChoice } from './ScopeChoice'
import { useAddKey } from './useKeys'

export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Permission[]>([])
  const [limit, setLimit] = useState('600')
  const [lasting, setLasting] = useState<Lasting>('90')
  const [wrongLimit, setWrongLimit] = useState(false)
  const add = useAddKey()
  const faults =
    add.error === null ? {} : faultsFrom(add.error, ['name', 'scopes', 'requestsPerMinute', 'expiresInDays'])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const requestsPerMinute = Number(limit)
    setWrongLimit(!Number.isInteger(requestsPerMinute))
    if (!Number.isInteger(requestsPerMinute)) return
    add.mutate({ name: name.trim(), scopes: [...scopes], requestsPerMinute, expiresInDays: Number(lasting) })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={add.data === undefined ? 'Make a key' : `“${add.data.key.name}” is made`}
      className="max-w-xl"
    >
      {add.data !== undefined ? (
        <NewSecret made={add.data} onDone={onClose} />
      ) : (
        <form onSubmit={submit} noValidate>
          <div className="grid gap-4 px-5 pt-4 pb-5">
            <Field label="Name" hint="Of the service that will use it." error={faults.name}>
              {(field) => (
                <Input
                  {...field}
                  value={name}
                  maxLength={64}
                  autoComplete="off"
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <ScopeChoice chosen={scopes} error={faults.scopes} onChoose={setScopes} />
            <div className="grid grid-cols-2 gap-4">
              <Field label="Works for" error={faults.expiresInDays}>
                {(field) => <Select {...field} value={lasting} onValue={setLasting} options={lastings} />}
              </Field>
              <Field
                label="Requests a minute"
                error={wrongLimit ? 'Write a whole number.' : faults.requestsPerMinute}
              >
                {(field) => (
                  <Input
                    {...field}
                    inputMode="numeric"
                    autoComplete="off"
                    value={limit}
                    onChange={(event) => setLimit(event.target.value)}
                    className="num"
                  />
                )}
              </Field>
            </div>
            <Fault text={faults.form} />
          </div>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              type="submit"
              look="primary"
              disabled={name.trim() === '' || scopes.length === 0 || add.isPending}
            >
              Make the key
            </Button>
          </DialogFooter>
        </form>
      )}
    </Dialog>
  )
}
