import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useNavigationType } from 'react-router'
import { LayerSwitch } from '@/components/map/LayerSwitch'
import { type Span, spanOf } from '@/lib/day/pieces'
import { timelineQuery } from '@/lib/day/queries'
import { useFleet } from '@/lib/fleet/useFleet'
import { useFormat } from '@/lib/format/useFormat'
import { useLatest, useNarrow, useSettled, useTitle } from '@/lib/hooks'
import { serverNow } from '@/lib/live/clock'
import { EventBar } from './bar/EventBar'
import { TimeLine } from './bar/TimeLine'
import { TransportBar } from './bar/TransportBar'
import { strides } from './bar/ticks'
import { type Kind, kinds, type ShownEvent } from './events/EventList'
import { useEvents } from './events/useEvents'
import { FollowCard } from './FollowCard'
import { SpanPicker } from './pick/SpanPicker'
import { TruckPicker } from './pick/TruckPicker'
import { formatPlaybackUrl } from './playbackUrl'
import { shiftSpeed } from './reel/clock'
import type { Player } from './reel/Player'
import { Said } from './Said'
import { usePlaybackKeys } from './usePlaybackKeys'
import { usePlaybackUrl } from './usePlaybackUrl'
import { usePlayer } from './usePlayer'

const PlaybackMap = lazy(() => import('./map/PlaybackMap'))

const WIDE_INSETS = { top: 72, right: 64, bottom: 56, left: 72 }
const NARROW_INSETS = { top: 128, right: 24, bottom: 32, left: 24 }
const WRITE_EVERY_MS = 2_000

/** A span of the past, played on the map. */
export function PlaybackView() {
  useTitle('Playback')
  const narrow = useNarrow()
  const format = useFormat()
  const fleet = useFleet()
  const [url, change] = usePlaybackUrl()
  const asked = useAsked(url.span, format.timeZone)
  const span = usePast(asked)
  const { player, state } = usePlayer({
    span,
    trucks: url.trucks,
    count: url.trucks.length || (fleet.count ?? 0),
    start: { head: url.at ?? span.from, speed: url.speed, loop: url.loop },
  })
  const events = useEvents(span, url.trucks, url.fastKph)
  const [shown, setShown] = useState<ReadonlySet<Kind>>(() => new Set(kinds))
  const [event, steppedTo, setEvent] = useStepped(player)
  const only = url.trucks.length === 1 ? (url.trucks[0] ?? null) : null
  const timeline = useQuery({
    ...timelineQuery(only ?? '', span),
    enabled: only !== null,
    refetchInterval: false,
  })

  const head = state?.head ?? Math.min(Math.max(url.at ?? span.from, span.from), span.to)
  const write = useAddress(
    head,
    state?.playing ?? false,
    url.at,
    (at) => seek(at),
    (at) => change({ at }, 'replace'),
  )

  const numbers = useMemo(() => {
    const played = (state?.trucks ?? []).map(({ id, number }) => [id, number] as const)
    return new Map([...fleet.trucks.map(({ id, number }) => [id, number] as const), ...played])
  }, [state?.trucks, fleet.trucks])
  const numberOf = (id: string) => numbers.get(id) ?? 'A truck'

  const seek = (to: number) => {
    setEvent(null)
    player?.seek(to)
  }
  const step = (by: 1 | -1) => {
    const { list, complete } = events
    if (player === null || !complete) return
    // Keys come faster than frames, so it is not the state that is asked.
    const here = steppedTo.current ?? player.now.head
    const found = by > 0 ? list.after(here, shown) : list.before(here, shown)
    if (found === null || found.from >= span.to) return
    player.toggle(false)
    player.seek(found.from)
    setEvent(found)
    if (url.follow !== null && url.follow !== found.truckId) change({ follow: found.truckId }, 'replace')
  }
  const speedTo = (speed: typeof url.speed) => {
    player?.change({ speed })
    change({ speed }, 'replace')
  }
  const play = () => {
    setEvent(null)
    player?.toggle()
  }
  const refused = state?.trouble?.passing === false
  const { short, long } = strides(span)
  usePlaybackKeys({
    onPlay: play,
    onMove: (by, far) => seek((player?.now.head ?? head) + by * (far ? long : short)),
    onEvent: step,
    onEdge: (edge) => seek(span[edge]),
    onSpeed: (by) => speedTo(shiftSpeed(player?.now.speed ?? url.speed, by)),
  })

  const link = () => {
    const search = formatPlaybackUrl({ ...url, span: asked, at: Math.round(player?.now.head ?? head) })
    return `${window.location.origin}/playback?${search}`
  }
  const chooseTrucks = (trucks: readonly string[]) => {
    setEvent(null)
    const follow =
      trucks.length === 1 ? (trucks[0] ?? null) : trucks.includes(url.follow ?? '') ? url.follow : null
    change({ trucks, follow, at: write(head) }, 'push')
  }
  const chooseSpan = (chosen: Span) => {
    setEvent(null)
    change({ span: chosen, at: write(null) }, 'push')
  }
  return (
    <main className="grid h-full grid-rows-[minmax(0,1fr)_auto]">
      <h1 className="sr-only">Playback</h1>
      <div className="relative min-h-0 overflow-hidden">
        <Suspense
          fallback={<section aria-label="Map" aria-busy className="absolute inset-0 bg-[var(--water)]" />}
        >
          <PlaybackMap
            player={player}
            followed={url.follow}
            frame={url.frame}
            insets={narrow ? NARROW_INSETS : WIDE_INSETS}
            shown={event?.place ?? null}
            onFrame={(frame) => change({ frame }, 'replace')}
            onFollow={(follow) => change({ follow }, 'replace')}
          />
        </Suspense>
        <div className="pointer-events-none absolute top-4 right-4 left-[72px] z-10 flex items-start justify-between gap-3 *:pointer-events-auto max-wide:inset-x-3 max-wide:top-3 max-wide:flex-col max-wide:gap-2">
          <div className="floating flex w-[500px] max-w-full items-center gap-1.5 p-1.5 max-wide:w-full">
            <TruckPicker chosen={url.trucks} onChoose={chooseTrucks} />
            <SpanPicker key={`${asked.from} ${asked.to}`} span={asked} onSpan={chooseSpan} />
          </div>
          {url.follow !== null && player !== null && (
            <div className="floating w-80 max-w-full px-3.5 py-2.5 max-wide:w-full">
              <FollowCard
                player={player}
                truckId={url.follow}
                number={numberOf(url.follow)}
                onClose={() => change({ follow: null }, 'replace')}
              />
            </div>
          )}
        </div>
        <div className="floating absolute bottom-4 left-4 z-10 flex h-9 items-center px-3 text-sm max-wide:hidden">
          <LayerSwitch />
        </div>
        {player !== null && state !== null && <Said player={player} state={state} />}
      </div>
      <section
        aria-label="Player"
        className="z-20 border-line border-t bg-surface px-4 pt-3 pb-3 max-wide:px-3 max-wide:pt-2"
      >
        <TimeLine
          span={span}
          head={head}
          waiting={state?.waiting ?? true}
          events={events.list}
          count={events.list.length}
          shown={shown}
          pieces={only === null ? null : timeline.data}
          onSeek={seek}
        />
        <div className="mt-1.5 flex items-center gap-x-6 gap-y-1.5 max-desk:flex-col max-desk:items-stretch">
          <div className="w-[440px] max-desk:w-full">
            <TransportBar
              head={head}
              playing={state?.playing ?? false}
              waiting={state?.waiting ?? true}
              speed={state?.speed ?? url.speed}
              loop={state?.loop ?? url.loop}
              canPlay={!refused}
              canStep={events.complete && events.list.length > 0}
              onPlay={play}
              onStep={step}
              onSpeed={speedTo}
              onLoop={(loop) => {
                player?.change({ loop })
                change({ loop }, 'replace')
              }}
              link={link}
            />
          </div>
          <div className="min-w-0 flex-1">
            <EventBar
              events={events}
              refused={refused}
              shown={shown}
              fastKph={url.fastKph}
              event={event}
              numberOf={numberOf}
              onShown={setShown}
              onFastKph={(fastKph) => change({ fastKph }, 'replace')}
            />
          </div>
        </div>
      </section>
    </main>
  )
}

/** The event that was stepped to: as it is shown, and as it is by now. */
function useStepped(player: Player | null) {
  const [shown, show] = useState<ShownEvent | null>(null)
  const now = useRef(shown)
  const set = (event: ShownEvent | null) => {
    now.current = event
    show(event)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: from an event of another span or truck there is no next one here
  useEffect(() => set(null), [player])
  return [shown, now, set] as const
}

/** The span in the address, or today. */
function useAsked(written: Span | null, timeZone: string): Span {
  const [today] = useState(() => spanOfToday(timeZone))
  const { from, to } = written ?? today
  return useMemo(() => ({ from, to }), [from, to])
}

function spanOfToday(timeZone: string): Span {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone }).format(serverNow())
  return spanOf(parts, timeZone)
}

/** As much of a span as lies in the past, as it was when the span was chosen. */
function usePast({ from, to }: Span): Span {
  return useMemo(() => {
    const now = Math.floor(serverNow())
    return { from, to: from < now ? Math.min(to, now) : to }
  }, [from, to])
}

/**
 * Keeps the moment in the address: now and then while it plays, and when it has come to rest. A moment that comes by the
 * address (the back button) is gone to. Returns what notes a moment that somebody else writes there.
 */
function useAddress(
  head: number,
  playing: boolean,
  at: number | null,
  onAsked: (at: number) => void,
  onWrite: (at: number) => void,
) {
  const type = useNavigationType()
  const known = useRef(at)
  const latestHead = useRef(head)
  latestHead.current = head
  const write = useLatest((moment: number) => {
    known.current = Math.round(moment)
    onWrite(known.current)
  })
  const asked = useLatest(onAsked)
  useEffect(() => {
    if (type !== 'POP' || at === null || at === known.current) return
    known.current = at
    asked(at)
  }, [at, type, asked])
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => write(latestHead.current), WRITE_EVERY_MS)
    return () => clearInterval(timer)
  }, [playing, write])
  const rested = useSettled(playing ? null : head, 250)
  useEffect(() => {
    if (rested !== null && rested !== known.current) write(rested)
  }, [rested, write])
  return (moment: number | null) => {
    known.current = moment === null ? null : Math.round(moment)
    return known.current
  }
}
