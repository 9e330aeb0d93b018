import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { useMay } from '@/api/may'
import { Button } from '@/components/ui/Button'

interface Props {
  filtered: boolean
  archived: boolean
  onAdd: () => void
  onClear: () => void
}

export function NoTrucks({ filtered, archived, onAdd, onClear }: Props) {
  const may = useMay()
  if (filtered) {
    return (
      <div className="flex flex-col items-start gap-3 p-6 text-ink-2">
        No truck matches.
        <Button onClick={onClear}>Show all trucks</Button>
      </div>
    )
  }
  if (archived)
    return <p className="p-6 text-ink-2">No truck is archived. Archived trucks can be restored here.</p>
  return (
    <div className="p-8 text-center">
      <h2 className="font-[620] text-lg">No trucks yet</h2>
      <p className="mx-auto mt-1.5 max-w-sm text-ink-2">
        {may('trucks:write')
          ? 'Add them one by one, or import a file of positions: its trucks are made for you.'
          : 'They are listed here as soon as somebody adds one.'}
      </p>
      <div className="mt-4 flex justify-center gap-2">
        {may('trucks:write') && (
          <Button look="primary" onClick={onAdd}>
            <Plus /> Add truck
          </Button>
        )}
        {may('imports:write') && (
          <Button asChild>
            <Link to="/import">Import a file</Link>
          </Button>
        )}
      </div>
    </div>
  )
}
