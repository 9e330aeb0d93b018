import { useState } from 'react'
import type { Truck } from '@/api/types'
import { MapView } from '@/features/map/MapView'
import { PhoneSection } from '@/features/phones/PhoneSection'
import { SampleBar } from '@/features/sample/SampleBar'
import { ShareDialog } from '@/features/share/ShareDialog'
import { TruckDialog } from '@/features/trucks/TruckDialog'

export default function MapPage() {
  const [editing, setEditing] = useState<Truck | null>(null)
  const [sharing, setSharing] = useState<{ id: string; number: string } | null>(null)
  return (
    <>
      <MapView
        onEdit={setEditing}
        onShare={setSharing}
        notice={<SampleBar />}
        sections={(truck) => <PhoneSection key={truck.id} truckId={truck.id} truckNumber={truck.number} />}
      />
      {editing !== null && <TruckDialog truck={editing} onClose={() => setEditing(null)} />}
      {sharing !== null && (
        <ShareDialog truckId={sharing.id} truckNumber={sharing.number} onClose={() => setSharing(null)} />
      )}
    </>
  )
}
