import type { ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { cn } from '@/lib/cn'
import type { Player, PlayerState } from './reel/Player'

/** What keeps the map from showing the moment, if anything does. */
export function Said({ player, state }: { player: Player; state: PlayerState }) {
  const { trouble, waiting } = state
  if (trouble !== null)
    return (
      <Floating role="alert">
        <span>
          {trouble.message}
          {trouble.passing && ' It goes on by itself.'}
        </span>
        {trouble.passing && (
          <Button size="sm" onClick={() => player.again()}>
            Try again
          </Button>
        )}
      </Floating>
    )
  if (waiting)
    return (
      <Floating role="status" late>
        <span className="size-2 animate-pulse rounded-full bg-accent" aria-hidden />
        Reading the past…
      </Floating>
    )
  if (nothingHeard(player))
    return (
      <Floating role="status">Nothing was heard in this time. Choose another day or other trucks.</Floating>
    )
  return null
}

function nothingHeard({ windows, picture }: Player) {
  return (
    windows !== null &&
    windows.next === null &&
    windows.fixes === 0 &&
    picture.motion.every((one) => one === 0)
  )
}

interface FloatingProps {
  role: 'alert' | 'status'
  /** Shows itself only when it takes a while. */
  late?: boolean
  children: ReactNode
}

function Floating({ role, late = false, children }: FloatingProps) {
  return (
    <div
      role={role}
      className={cn(
        'floating num absolute bottom-4 left-1/2 z-10 flex w-max max-w-[calc(100%-24px)] -translate-x-1/2 items-center gap-3 px-3.5 py-2 text-sm',
        late ? 'after-a-while' : 'pop-in',
      )}
    >
      {children}
    </div>
  )
}
