import { Link } from 'react-router'
import { messageOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import type { Nothing } from '../useMapFleet'

interface Props {
  error: Error | null
  nothing: Nothing
  onRetry: () => void
  onClear: () => void
}

export function NothingFound({ error, nothing, onRetry, onClear }: Props) {
  return (
    <div className="flex flex-col items-start gap-3 px-4 py-5 text-ink-2" role="status">
      {error !== null ? (
        <>
          <p>The trucks could not be loaded. {messageOf(error)}</p>
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        </>
      ) : nothing === 'fleet' ? (
        <p>Your trucks will be listed here, with their speed and how long ago they reported.</p>
      ) : nothing === 'view' ? (
        <p>No truck is in this part of the map. Move it, or search for a truck.</p>
      ) : nothing === 'placeless' ? (
        <>
          <p>Trucks without a fix have no place on the map. Search for one, or look through all trucks.</p>
          <Button size="sm" asChild>
            <Link to="/trucks">All trucks</Link>
          </Button>
        </>
      ) : (
        <>
          <p>No truck matches.</p>
          <Button size="sm" onClick={onClear}>
            Show all trucks
          </Button>
        </>
      )}
    </div>
  )
}
