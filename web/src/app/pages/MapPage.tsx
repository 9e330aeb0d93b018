import { useState } from 'react'
import type { Truck } from '@/api/types'
import { MapView } from '@/features/map/MapView'
import { PhoneSection } from '@/features/phones/PhoneSection'
import { SetupDialog } from '@/features/phones/SetupDialog'
import { SosAlert } from '@/features/phones/SosAlert'
import { TakeAwayDialog } from '@/features/phones/TakeAwayDialog'
import { RemoveSampleDialog } from '@/features/sample/RemoveSampleDialog'
import { SampleBar } from '@/features/sample/SampleBar'
import { ShareDialog } from '@/features/share/ShareDialog'
import { TruckDialog } from '@/features/trucks/TruckDialog'

interface TruckName {
  id: string
  number: string
}

type Asked =
  | { what: 'edit'; truck: Truck }
  | { what: 'share' | 'set-up'; truck: TruckName }
  | { what: 'take-away'; truck: TruckName; deviceId: string }
  | { what: 'remove-sample'; trucks: number }

/** The dialogs are kept here: what the map has around it is another tree in a narrow window. */
export default function MapPage() {
  const [asked, ask] = useState<Asked | null>(null)
  return (
    <>
      <MapView
        onEdit={(truck) => ask({ what: 'edit', truck })}
        onShare={(truck) => ask({ what: 'share', truck })}
        notice={<SampleBar onRemove={(trucks) => ask({ what: 'remove-sample', trucks })} />}
        alert={(truckId) => <SosAlert key={truckId} truckId={truckId} />}
        sections={({ id, number }) => (
          <PhoneSection
            key={id}
            truckId={id}
            onSetUp={() => ask({ what: 'set-up', truck: { id, number } })}
            onTakeAway={(deviceId) => ask({ what: 'take-away', truck: { id, number }, deviceId })}
          />
        )}
      />
      {asked !== null && <AskedDialog asked={asked} onClose={() => ask(null)} />}
    </>
  )
}

function AskedDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  switch (asked.what) {
    case 'edit':
      return <TruckDialog truck={asked.truck} onClose={onClose} />
    case 'share':
      return <ShareDialog truckId={asked.truck.id} truckNumber={asked.truck.number} onClose={onClose} />
    case 'set-up':
      return <SetupDialog truckId={asked.truck.id} truckNumber={asked.truck.number} onClose={onClose} />
    case 'take-away':
      return (
        <TakeAwayDialog
          truckId={asked.truck.id}
          truckNumber={asked.truck.number}
          deviceId={asked.deviceId}
          onClose={onClose}
        />
      )
    case 'remove-sample':
      return <RemoveSampleDialog trucks={asked.trucks} onClose={onClose} />
  }
}
