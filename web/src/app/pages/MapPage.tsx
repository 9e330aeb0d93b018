import { useState } from 'react'
import type { Truck } from '@/api/types'
import { MapView } from '@/features/map/MapView'
import { PhoneSection } from '@/features/phones/PhoneSection'
import { TruckDialog } from '@/features/trucks/TruckDialog'

export default function MapPage() {
  const [editing, setEditing] = useState<Truck | null>(null)
  return (
    <>
      <MapView
        onEdit={setEditing}
        sections={(truck) => <PhoneSection key={truck.id} truckId={truck.id} truckNumber={truck.number} />}
      />
      {editing !== null && <TruckDialog truck={editing} onClose={() => setEditing(null)} />}
    </>
  )
}
