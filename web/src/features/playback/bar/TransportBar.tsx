import { Gauge, Link2, Pause, Play, Repeat, SkipBack, SkipForward } from 'lucide-react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { Select } from '@/components/ui/Select'
import { cn } from '@/lib/cn'
import { copyText } from '@/lib/copy'
import { useFormat } from '@/lib/format/useFormat'
import { serverNow } from '@/lib/live/clock'
import { type Speed, speeds } from '../reel/clock'

interface Props {
  head: number
  playing: boolean
  waiting: boolean
  speed: Speed
  loop: boolean
  canPlay: boolean
  /** All events are known, so that one can step among them. */
  canStep: boolean
  onPlay: () => void
  onStep: (by: 1 | -1) => void
  onSpeed: (speed: Speed) => void
  onLoop: (loop: boolean) => void
  /** The address of the moment that is shown. */
  link: () => string
}

export function TransportBar(props: Props) {
  const { head, playing, waiting, speed, loop, canPlay, canStep, onPlay, onStep, onSpeed, onLoop, link } =
    props
  const format = useFormat()
  const copy = async () => {
    if (await copyText(link())) toast('The link to this moment is copied.')
    else toast.error('The browser does not let this page copy. Copy the address of the page instead.')
  }
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <div className="flex items-center gap-1">
        <IconButton label="The event before" keys="," disabled={!canStep} onClick={() => onStep(-1)}>
          <SkipBack />
        </IconButton>
        <Button
          look="primary"
          size="icon"
          aria-label={playing ? 'Pause' : 'Play'}
          className="size-10 rounded-full [&_svg]:size-5"
          disabled={!canPlay}
          onClick={onPlay}
        >
          {playing ? <Pause fill="currentColor" /> : <Play fill="currentColor" className="ml-0.5" />}
        </Button>
        <IconButton label="The next event" keys="." disabled={!canStep} onClick={() => onStep(1)}>
          <SkipForward />
        </IconButton>
      </div>
      <time
        dateTime={new Date(head).toISOString()}
        title={format.fullTime(head)}
        className="num ml-1 min-w-0 flex-1 leading-5"
      >
        <span className="flex items-baseline gap-1.5">
          <b className="font-[620] text-lg tracking-tight">{format.clock(head)}</b>
          {waiting && <span className="after-a-while text-ink-3 text-xs max-wide:hidden">reading…</span>}
        </span>
        <span className="block whitespace-nowrap text-ink-2 text-xs">
          {format.dayName(format.day(head), serverNow())}{' '}
          <span className="text-ink-3">{format.zone(head)}</span>
        </span>
      </time>
      <div className="flex items-center gap-1">
        <IconButton
          label="Play it again and again"
          aria-pressed={loop}
          className={cn(loop && 'bg-accent-soft text-accent hover:bg-accent-soft hover:text-accent')}
          onClick={() => onLoop(!loop)}
        >
          <Repeat />
        </IconButton>
        <IconButton label="Copy link to this moment" onClick={() => void copy()}>
          <Link2 />
        </IconButton>
        <div className="flex items-center gap-1.5">
          <Gauge className="size-4 text-ink-3 max-wide:hidden" aria-hidden />
          <Select
            aria-label="Speed"
            className="num h-8 w-[82px] whitespace-nowrap"
            value={String(speed)}
            onValue={(chosen) => onSpeed(Number(chosen) as Speed)}
            options={speeds.map((value) => ({ value: String(value), label: `${value}×` }))}
          />
        </div>
      </div>
    </div>
  )
}
