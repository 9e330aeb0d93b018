import { type FormEvent, useState } from 'react'
import { messageOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { CodeBox } from '@/components/ui/CodeBox'
import { CopyButton } from '@/components/ui/CopyButton'
import { Dialog, DialogFooter } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { useAddToken } from './usePhones'

/** Makes a secret address, and shows it this once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const add = useAddToken()
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') add.mutate(name.trim())
  }
  const address = add.data === undefined ? null : window.location.origin + add.data.path
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="A secret address" className="max-w-lg">
      {address !== null ? (
        <>
          <div className="space-y-2 px-5 pt-3 pb-5">
            <p className="text-ink-2">
              This is the server URL for the app on the phone. It is shown only now: copy it before you close
              this.
            </p>
            <div className="flex items-start gap-2 [&_pre]:flex-1">
              <CodeBox text={address} />
              <CopyButton text={address} label="Copy the address" />
            </div>
          </div>
          <DialogFooter>
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </DialogFooter>
        </>
      ) : (
        <form onSubmit={submit} noValidate>
          <div className="px-5 pt-4 pb-5">
            <Field
              label="Name"
              hint="So that you know later whom it was for."
              error={add.error === null ? undefined : messageOf(add.error)}
            >
              {(field) => (
                <Input
                  {...field}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                  maxLength={64}
                  autoComplete="off"
                  className="w-full"
                />
              )}
            </Field>
          </div>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" disabled={name.trim() === '' || add.isPending}>
              Make the address
            </Button>
          </DialogFooter>
        </form>
      )}
    </Dialog>
  )
}
