import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { useTakePhoneAway } from './usePhones'

interface Props {
  truckId: string
  truckNumber: string
  deviceId: string
  onClose: () => void
}

export function TakeAwayDialog({ truckId, truckNumber, deviceId, onClose }: Props) {
  const takeAway = useTakePhoneAway(truckId)
  return (
    <ConfirmDialog
      title={`Take this phone away from truck ${truckNumber}?`}
      text="What it sends from now on is refused. The positions that it sent before stay this truck’s."
      keep="Keep it"
      confirm="Take it away"
      pending={takeAway.isPending}
      error={takeAway.error}
      onConfirm={() => takeAway.mutate(deviceId, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
