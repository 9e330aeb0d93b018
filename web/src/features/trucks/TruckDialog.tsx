import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { answerOf, api } from '@/api/client'
import { ApiError } from '@/api/problem'
import type { Truck } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Dialog, DialogFooter } from '@/components/ui/Dialog'
import { TruckFields } from './TruckFields'
import { bodyOf, type FormFaults, faultsFrom, faultsOf, formOf } from './truckForm'
import { useRestoreTruck, useSaveTruck } from './useTrucks'

interface Props {
  /** Null adds a truck. */
  truck: Truck | null
  onClose: () => void
}

export function TruckDialog({ truck, onClose }: Props) {
  const [stored, setStored] = useState(truck)
  const [form, setForm] = useState(() => formOf(truck))
  const [faults, setFaults] = useState<FormFaults>({})
  const [refusal, setRefusal] = useState<ApiError | null>(null)
  const save = useSaveTruck(stored)
  const restore = useRestoreTruck()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = faultsOf(form)
    setFaults(found)
    setRefusal(null)
    if (Object.keys(found).length > 0) return
    save.mutate(bodyOf(form), {
      onSuccess: (saved) => {
        toast(
          truck === null ? `Truck ${saved.truckNumber} is added.` : `Truck ${saved.truckNumber} is saved.`,
        )
        onClose()
      },
      onError: (error) => {
        setFaults(faultsFrom(error))
        setRefusal(error instanceof ApiError ? error : null)
      },
    })
  }

  const archivedId = refusal?.is('truck-number-archived') ? refusal.extra.truckId : undefined
  const restoreArchived = () => restore.mutate(String(archivedId), { onSuccess: onClose })

  const takeStored = async () => {
    if (stored === null) return
    const newer = await answerOf(
      api.GET('/api/v1/trucks/{id}', { params: { path: { id: stored.id } } }),
    ).catch((error: unknown) => setFaults(faultsFrom(error)))
    if (!newer) return
    setStored(newer)
    setForm(formOf(newer))
    setFaults({})
    setRefusal(null)
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={truck === null ? 'Add a truck' : `Edit truck ${truck.truckNumber}`}
      className="max-w-xl"
    >
      <form onSubmit={submit} noValidate>
        <div className="px-5 pt-4 pb-5">
          <TruckFields
            form={form}
            faults={faults}
            onChange={(change) => setForm((before) => ({ ...before, ...change }))}
            numberAction={
              archivedId !== undefined && (
                <Button size="sm" className="mt-2" disabled={restore.isPending} onClick={restoreArchived}>
                  Restore it
                </Button>
              )
            }
          />
          {faults.form !== undefined && (
            <div
              role="alert"
              className="mt-4 flex items-center justify-between gap-3 rounded-md bg-alert-soft px-3 py-2 text-alert text-sm"
            >
              {faults.form}
              {refusal?.is('changed-meanwhile') && (
                <Button size="sm" onClick={() => void takeStored()}>
                  Load what is stored now
                </Button>
              )}
            </div>
          )}
        </div>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {truck === null ? 'Add truck' : 'Save'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
