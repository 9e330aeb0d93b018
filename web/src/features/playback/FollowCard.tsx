import { X } from 'lucide-react'
import { Link } from 'react-router'
import { StatePill } from '@/components/fleet/StatePill'
import { IconButton } from '@/components/ui/IconButton'
import { duration } from '@/lib/format/age'
import { useFormat } from '@/lib/format/useFormat'
import type { Player } from './reel/Player'
import { motionOf } from './reel/window'

interface Props {
  player: Player
  truckId: string
  number: string
  onClose: () => void
}

/** Older than this, the place that is shown needs a word. */
const OLD_MS = 2 * 60_000

/** What the followed truck does in the moment that is shown. */
export function FollowCard({ player, truckId, number, onClose }: Props) {
  const format = useFormat()
  const { picture, windows } = player
  const { head } = player.now
  const truck = windows?.placeOf(truckId) ?? null
  const motion = truck === null ? null : motionOf(picture.motion[truck] ?? 0)
  const speed = truck === null ? Number.NaN : (picture.speedKph[truck] ?? Number.NaN)
  const silent = truck === null ? 0 : head - (picture.heardAt[truck] ?? head)
  return (
    <section aria-label="The followed truck" className="num">
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 truncate font-[620] text-lg tracking-tight">{number}</h2>
        {motion !== null && (
          <StatePill state={motion} since={null} speedKph={Number.isNaN(speed) ? null : speed} />
        )}
        <IconButton label="Stop following" side="bottom" className="-mr-1.5 ml-auto" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <p className="flex flex-wrap justify-between gap-x-3 text-ink-2 text-sm">
        <span>
          {motion === null
            ? 'Not heard of by then'
            : silent > OLD_MS
              ? `last heard ${duration(silent)} before`
              : 'followed by the map'}
        </span>
        <Link
          to={`/?truck=${truckId}&day=${format.day(head)}`}
          className="-my-1 py-1 font-semibold text-accent hover:underline"
        >
          Its day
        </Link>
      </p>
    </section>
  )
}
