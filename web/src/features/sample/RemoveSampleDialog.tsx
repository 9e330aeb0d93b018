import { messageOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { Dialog, DialogFooter } from '@/components/ui/Dialog'
import { useFormat } from '@/lib/format/useFormat'
import { useRemoveSample } from './useSample'

export function RemoveSampleDialog({ trucks, onClose }: { trucks: number; onClose: () => void }) {
  const format = useFormat()
  const remove = useRemoveSample()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Remove the sample fleet?"
      description={`Its ${format.number(trucks)} trucks go for good, with every position, stop and day that is stored of them, and the roads they drove. Trucks of your own stay as they are. The sample does not come back.`}
      className="max-w-md"
    >
      <div className="px-5 pt-4 pb-1">
        {remove.error !== null && (
          <p role="alert" className="mb-3 text-alert text-sm">
            {messageOf(remove.error)}
          </p>
        )}
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Keep it</Button>
        <Button
          look="danger"
          disabled={remove.isPending}
          onClick={() => remove.mutate(undefined, { onSuccess: onClose })}
        >
          Remove the sample
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
