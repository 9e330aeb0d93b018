import { useState } from 'react'
import { useMay } from '@/api/may'
import type { NewShare } from '@/api/types'
import { Dialog } from '@/components/ui/Dialog'
import { NewLink } from './NewLink'
import { ShareForm } from './ShareForm'
import { ShareList } from './ShareList'

interface Props {
  truckId: string
  truckNumber: string
  onClose: () => void
}

/** Makes links to a truck, and takes them back. */
export function ShareDialog({ truckId, truckNumber, onClose }: Props) {
  const mayShare = useMay()('shares:write')
  const [made, setMade] = useState<NewShare | null>(null)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Share truck ${truckNumber}`}
      description="Whoever has the link sees this truck live, without an account: its number, what it does, where it is and where it came from since the link was made, and your organization's name. Nothing else."
      className="max-w-md"
    >
      {!mayShare ? (
        <div className="pb-4" />
      ) : made === null ? (
        <ShareForm truckId={truckId} onMade={setMade} />
      ) : (
        <NewLink link={made} truckNumber={truckNumber} onAnother={() => setMade(null)} />
      )}
      <ShareList truckId={truckId} onRevoked={(id) => id === made?.id && setMade(null)} />
    </Dialog>
  )
}
