import { type FormEvent, useState } from 'react'
import { messageOf } from '@/api/problem'
import type { ApiKey } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Dialog, DialogFooter } from '@/components/ui/Dialog'
import { Fault } from '@/components/ui/Fault'
import { Field } from '@/components/ui/Field'
import { Select } from '@/components/ui/Select'
import { type Lasting, lastingOf, lastings, type Overlap, overlaps } from './lasting'
import { NewSecret } from './NewSecret'
import { useRotateKey } from './useKeys'

export function RotateDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const [overlap, setOverlap] = useState<Overlap>('24')
  const [lasting, setLasting] = useState<Lasting>(() => lastingOf(apiKey.secrets[0]))
  const rotate = useRotateKey(apiKey.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rotate.mutate({ overlapHours: Number(overlap), expiresInDays: Number(lasting) })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={rotate.data === undefined ? `Rotate “${apiKey.name}”` : `“${apiKey.name}” has another secret`}
      className="max-w-lg"
    >
      {rotate.data !== undefined ? (
        <NewSecret made={rotate.data} onDone={onClose} />
      ) : (
        <form onSubmit={submit} noValidate>
          <div className="grid gap-4 px-5 pt-2 pb-5">
            <p className="text-ink-2">
              The key gets another secret. The one before works on for a while, so that the service can be
              told the new one.
            </p>
            <Field label="The one before works on for">
              {(field) => <Select {...field} value={overlap} onValue={setOverlap} options={overlaps} />}
            </Field>
            <Field label="The new one works for">
              {(field) => <Select {...field} value={lasting} onValue={setLasting} options={lastings} />}
            </Field>
            <Fault text={rotate.error === null ? undefined : messageOf(rotate.error)} />
          </div>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" disabled={rotate.isPending}>
              Rotate
            </Button>
          </DialogFooter>
        </form>
      )}
    </Dialog>
  )
}
