import { WifiOff } from 'lucide-react'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { useLive } from '@/lib/live/store'
import { tryNow } from '@/lib/live/useLiveSocket'

/** A short break is only seen at the map's indicator; after this long the whole page says it. */
const LONG_MS = 20_000

export function LostBar() {
  const connection = useLive((state) => state.connection)
  const heardAt = useLive((state) => state.heardAt)
  const format = useFormat()
  useNow()
  if (connection.state !== 'lost' || Date.now() - connection.since < LONG_MS) return null
  return (
    <div
      role="status"
      className="floating pop-in num absolute bottom-16 left-1/2 z-30 flex w-max max-w-[calc(100%-24px)] -translate-x-1/2 flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-idling-soft px-4 py-2 text-idling text-sm max-wide:top-auto max-wide:bottom-[calc(72px+env(safe-area-inset-bottom))]"
    >
      <WifiOff className="size-4 shrink-0" aria-hidden />
      <span>
        No connection to the server.
        {heardAt !== null && ` What you see is from ${format.clock(heardAt, false)}.`} It mends itself when
        the server is back.
      </span>
      <button type="button" onClick={tryNow} className="font-semibold underline underline-offset-2">
        Try now
      </button>
    </div>
  )
}
