import { LayerSwitch } from '@/components/map/LayerSwitch'
import { cn } from '@/lib/cn'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { useLive } from '@/lib/live/store'
import { tryNow } from '@/lib/live/useLiveSocket'

/** Whether what the map shows is the present, and what lies under it, in a corner of the map. */
export function LiveIndicator() {
  const connection = useLive((state) => state.connection)
  const heardAt = useLive((state) => state.heardAt)
  const format = useFormat()
  const now = useNow()

  return (
    <div className="num floating wide:absolute wide:bottom-4 wide:left-4 z-10 flex h-9 items-center gap-2.5 px-3 text-sm max-wide:h-8 max-wide:px-2.5 max-wide:text-xs">
      <div
        role="status"
        aria-live={connection.state === 'lost' ? 'polite' : 'off'}
        className="flex items-center gap-2.5"
      >
        <span
          aria-hidden
          className={cn('size-[7px] rounded-full', connection.state === 'live' ? 'bg-moving' : 'bg-idling')}
        />
        {connection.state === 'live' && (
          <>
            <b className="font-semibold">Live</b>
            <span className="text-ink-3">
              {format.clock(now)} {format.zone(now)}
            </span>
          </>
        )}
        {connection.state === 'connecting' && <span className="text-ink-2">Connecting…</span>}
        {connection.state === 'lost' && (
          <>
            <span>
              Connection lost
              {heardAt !== null && (
                <span className="text-ink-3">
                  , data from {format.clock(heardAt, false)} {format.zone(heardAt)}
                </span>
              )}
            </span>
            <span aria-hidden className="h-4 w-px bg-line" />
            <span aria-hidden className="text-ink-3 max-wide:hidden">
              {connection.retryAt === null
                ? 'trying again…'
                : `trying again in ${secondsUntil(connection.retryAt)} s`}
            </span>
            <button type="button" onClick={tryNow} className="font-semibold text-accent hover:underline">
              Try now
            </button>
          </>
        )}
      </div>
      <span aria-hidden className="h-4 w-px bg-line" />
      <LayerSwitch />
    </div>
  )
}

const secondsUntil = (at: number) => Math.max(1, Math.ceil((at - Date.now()) / 1000))
