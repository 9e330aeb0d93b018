import { messageOf } from '@/api/problem'
import { Button } from './Button'
import { Dialog, DialogFooter } from './Dialog'

interface Props {
  title: string
  text: string
  keep: string
  confirm: string
  pending: boolean
  error: Error | null
  onConfirm: () => void
  onClose: () => void
}

/** Says what a step will undo before it is taken. */
export function ConfirmDialog({ title, text, keep, confirm, pending, error, onConfirm, onClose }: Props) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={text}
      className="max-w-md"
    >
      <div className="px-5 pt-4 pb-1">
        {error !== null && (
          <p role="alert" className="mb-3 text-alert text-sm">
            {messageOf(error)}
          </p>
        )}
      </div>
      <DialogFooter>
        <Button onClick={onClose}>{keep}</Button>
        <Button look="danger" disabled={pending} onClick={onConfirm}>
          {confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
