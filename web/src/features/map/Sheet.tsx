import { type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { cn } from '@/lib/cn'

export type Snap = 'low' | 'half' | 'full'

const snaps: readonly Snap[] = ['low', 'half', 'full']

interface Props {
  label: string
  snap: Snap
  onSnap: (snap: Snap) => void
  /** How much of the sheet can be seen when it is down, in pixels. */
  low: number
  children: ReactNode
}

/** What of the map stays free above a sheet that is all the way up. */
const FREE_ABOVE = 132

/** The panel of a narrow window: it is pulled up and down by its handle, or by pressing it. */
export function Sheet({ label, snap, onSnap, low, children }: Props) {
  const sheet = useRef<HTMLElement>(null)
  const drag = useRef<{ fromY: number; height: number; moved: boolean } | null>(null)
  const [pulled, setPulled] = useState<number | null>(null)

  const space = () => sheet.current?.parentElement?.clientHeight ?? 0
  const heightOf = (at: Snap) =>
    ({ low, half: Math.round(space() * 0.46), full: Math.max(low, space() - FREE_ABOVE) })[at]

  const down = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { fromY: event.clientY, height: sheet.current?.offsetHeight ?? 0, moved: false }
  }
  const move = ({ clientY }: PointerEvent) => {
    if (drag.current === null) return
    const by = drag.current.fromY - clientY
    if (Math.abs(by) > 4) drag.current.moved = true
    if (drag.current.moved) setPulled(Math.min(Math.max(drag.current.height + by, low), heightOf('full')))
  }
  const up = () => {
    if (drag.current?.moved && pulled !== null) {
      const nearest = snaps.reduce((best, at) =>
        Math.abs(heightOf(at) - pulled) < Math.abs(heightOf(best) - pulled) ? at : best,
      )
      onSnap(nearest)
    }
    setPulled(null)
  }
  const press = () => {
    if (!drag.current?.moved) onSnap(snap === 'full' ? 'low' : snap === 'half' ? 'full' : 'half')
    drag.current = null
  }

  const heights: Record<Snap, string> = { low: `${low}px`, half: '46%', full: `calc(100% - ${FREE_ABOVE}px)` }
  return (
    <section
      ref={sheet}
      aria-label={label}
      style={{ height: pulled ?? heights[snap] }}
      className={cn(
        'absolute inset-x-0 bottom-0 z-20 flex flex-col overflow-hidden rounded-t-2xl border-line border-t bg-raised shadow-float',
        pulled === null && 'transition-[height] duration-200 ease-out',
      )}
    >
      <button
        type="button"
        aria-label={snap === 'full' ? 'Pull the sheet down' : 'Pull the sheet up'}
        aria-expanded={snap !== 'low'}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onClick={press}
        className="grid h-6 w-full shrink-0 touch-none place-items-center"
      >
        <span className="h-1 w-9 rounded-full bg-line-strong" />
      </button>
      {children}
    </section>
  )
}
