import { Archive, CalendarRange, Ellipsis, MapPin, Pencil, RotateCcw } from 'lucide-react'
import { useNavigate } from 'react-router'
import { useMay } from '@/api/may'
import type { Truck } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '@/components/ui/Menu'
import { monthOf } from '@/lib/format/time'
import { useFormat } from '@/lib/format/useFormat'
import { serverNow } from '@/lib/live/clock'
import { useRestoreTruck } from './useTrucks'

interface Props {
  truck: Truck
  onEdit: (truck: Truck) => void
  onArchive: (truck: Truck) => void
}

export function RowMenu({ truck, onEdit, onArchive }: Props) {
  const navigate = useNavigate()
  const format = useFormat()
  const restore = useRestoreTruck()
  const mayWrite = useMay()('trucks:write')
  if (truck.archivedAt !== null) {
    if (!mayWrite) return null
    return (
      <Button size="sm" disabled={restore.isPending} onClick={() => restore.mutate(truck.id)}>
        <RotateCcw /> Restore
      </Button>
    )
  }
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button look="ghost" size="icon" aria-label={`What to do with truck ${truck.truckNumber}`}>
          <Ellipsis />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem onSelect={() => navigate(`/?truck=${truck.id}`)}>
          <MapPin /> Show on the map
        </MenuItem>
        <MenuItem onSelect={() => navigate(`/trucks/${truck.id}/month/${monthOf(format.day(serverNow()))}`)}>
          <CalendarRange /> Its month
        </MenuItem>
        {mayWrite && (
          <>
            <MenuItem onSelect={() => onEdit(truck)}>
              <Pencil /> Edit
            </MenuItem>
            <MenuSeparator />
            <MenuItem onSelect={() => onArchive(truck)}>
              <Archive /> Archive…
            </MenuItem>
          </>
        )}
      </MenuContent>
    </Menu>
  )
}
