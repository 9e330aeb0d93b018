import { useState } from 'react'
import type { Truck } from '@/api/types'
import { MapView } from '@/features/map/MapView'
import { SampleBar } from '@/features/sample/SampleBar'
import { TruckDialog } from '@/features/trucks/TruckDialog'

export default function MapPage() {
  const [editing, setEditing] = useState<Truck | null>(null)
  return (
    <>
      <MapView onEdit={setEditing} notice={<SampleBar />} />
      {editing !== null && <TruckDialog truck={editing} onClose={() => setEditing(null)} />}
    </>
  )
}
