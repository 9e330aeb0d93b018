import { messageOf } from '@/api/problem'
import type { Truck } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Dialog, DialogFooter } from '@/components/ui/Dialog'
import { useArchiveTruck } from './useTrucks'

export function ArchiveDialog({ truck, onClose }: { truck: Truck; onClose: () => void }) {
  const archive = useArchiveTruck()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Archive truck ${truck.truckNumber}?`}
      description="It leaves the map and the list, and its positions stay stored. Its number stays taken, and you can restore it at any time."
      className="max-w-md"
    >
      <div className="px-5 pt-4 pb-1">
        {archive.error !== null && (
          <p role="alert" className="mb-3 text-alert text-sm">
            {messageOf(archive.error)}
          </p>
        )}
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Keep it</Button>
        <Button
          look="danger"
          disabled={archive.isPending}
          onClick={() => archive.mutate(truck, { onSuccess: onClose })}
        >
          Archive truck
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
