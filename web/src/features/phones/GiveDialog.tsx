import { type FormEvent, useId, useState } from 'react'
import { toast } from 'sonner'
import { messageOf } from '@/api/problem'
import type { UnknownDevice } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Dialog, DialogFooter } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { MOST_FOUND, useSearched } from '@/lib/fleet/useFound'
import { useGiveDevice } from './usePhones'

/** Gives a device to a truck by its number: one that is there, or a new one. */
export function GiveDialog({ device, onClose }: { device: UnknownDevice; onClose: () => void }) {
  const [written, setWritten] = useState('')
  const { trucks } = useSearched(written, MOST_FOUND)
  const give = useGiveDevice()
  const list = useId()
  const number = written.trim()
  const known = trucks.find((truck) => truck.number === number)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (number === '') return
    give.mutate(
      { device, to: known === undefined ? { truckNumber: number } : { truckId: known.id } },
      {
        onSuccess: () => {
          toast(`${device.deviceId} is truck ${number}’s phone now.`)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Give ${device.deviceId} to a truck`}
      className="max-w-md"
    >
      <form onSubmit={submit} noValidate>
        <div className="px-5 pt-4 pb-5">
          <Field
            label="Truck number"
            error={give.error === null ? undefined : messageOf(give.error)}
            hint={
              number !== '' && known === undefined
                ? `Truck ${number} will be added.`
                : 'One that is there, or a new one.'
            }
          >
            {(field) => (
              <Input
                {...field}
                list={list}
                value={written}
                onChange={(event) => setWritten(event.target.value)}
                autoComplete="off"
                maxLength={64}
                className="w-full"
              />
            )}
          </Field>
          <datalist id={list}>
            {trucks.map((truck) => (
              <option key={truck.id} value={truck.number} />
            ))}
          </datalist>
        </div>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={number === '' || give.isPending}>
            {known === undefined ? 'Add the truck' : `Give it to ${known.number}`}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
