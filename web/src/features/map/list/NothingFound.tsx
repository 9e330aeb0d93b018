import { messageOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'

interface Props {
  error: Error | null
  empty: boolean
  onRetry: () => void
  onClear: () => void
}

export function NothingFound({ error, empty, onRetry, onClear }: Props) {
  return (
    <div className="flex flex-col items-start gap-3 px-4 py-5 text-ink-2" role="status">
      {error !== null ? (
        <>
          <p>The trucks could not be loaded. {messageOf(error)}</p>
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        </>
      ) : empty ? (
        <p>Your trucks will be listed here, with their speed and how long ago they reported.</p>
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
