import { ApiError, messageOf } from '@/api/problem'
import type { PlaybackWindow } from '@/api/types'
import { advance, everyFor, type Speed } from './clock'
import { emptyPicture, type Picture, Reel } from './Reel'

export interface Ask {
  from: number
  to: number
  every: number
  beginnings: boolean
}

export type Load = (ask: Ask, signal: AbortSignal) => Promise<PlaybackWindow>

export interface PlayerState {
  /** The instant that is shown. */
  head: number
  playing: boolean
  speed: Speed
  loop: boolean
  /** The instant's part of the past is being read. */
  waiting: boolean
  trouble: { message: string; passing: boolean } | null
  trucks: Reel['trucks']
}

interface Options {
  span: { from: number; to: number }
  load: Load
  /** How many trucks will be played, as far as is known beforehand. */
  trucks: number
  /** How much of the past before the play head is wanted, too. */
  lead: (state: PlayerState) => number
  /** Without motion nothing is drawn between two fixes, and time goes on in steps. */
  still: () => boolean
  start: Pick<PlayerState, 'head' | 'playing' | 'speed' | 'loop'>
}

/** So long ahead of the play head the past is read, in milliseconds of watching. */
const AHEAD_MS = 20_000
const STEP_MS = 1_000
const LONGEST_PAUSE_MS = 8_000
const FIRST_PAUSE_MS = 1_000

/** Plays a span of the past: holds the play head, reads windows ahead of it, and knows where everyone is. */
export class Player {
  picture: Picture = emptyPicture(0)
  private reel: Reel | null = null
  private state: PlayerState
  private loading: AbortController | null = null
  private retry: ReturnType<typeof setTimeout> | undefined
  private pause = FIRST_PAUSE_MS
  private lastFrame: number | null = null
  private stepped = 0
  private closed = false

  constructor(private readonly options: Options) {
    this.state = { ...options.start, waiting: true, trouble: null, trucks: [] }
    this.read()
  }

  close() {
    this.closed = true
    this.loading?.abort()
    clearTimeout(this.retry)
  }

  get now(): PlayerState {
    return this.state
  }

  /** The windows at hand; null before the first. */
  get windows(): Reel | null {
    return this.reel
  }

  /** Asking again would not help: what is asked for cannot be played. */
  get refused(): boolean {
    return this.state.trouble?.passing === false
  }

  /** Goes on by the time since the last frame. */
  frame(now: number) {
    const elapsed = this.lastFrame === null ? 0 : now - this.lastFrame
    this.lastFrame = now
    if (!this.state.playing) this.stepped = 0
    else this.play(elapsed)
    this.show()
  }

  private play(elapsed: number) {
    if (this.reel === null || !this.reel.covers(this.state.head)) return
    if (this.options.still()) {
      this.stepped += elapsed
      if (this.stepped < STEP_MS) return
      elapsed = this.stepped
      this.stepped = 0
    }
    const { head, speed, loop } = this.state
    const { span } = this.options
    const next = advance({ head, span, until: this.atHandUntil(this.reel), speed, loop }, elapsed)
    this.set({ head: next.head, waiting: next.waiting, ...(next.ended ? { playing: false } : {}) })
    this.read()
  }

  toggle(playing = !this.state.playing) {
    const { span } = this.options
    if (playing && this.refused) return
    if (playing && this.state.head >= span.to) this.seek(span.from)
    this.set({ playing })
  }

  seek(to: number) {
    const { span } = this.options
    this.set({ head: Math.min(Math.max(to, span.from), span.to) })
    if (!this.refused) this.again()
  }

  change(change: Partial<Pick<PlayerState, 'speed' | 'loop'>>) {
    this.set(change)
    this.read()
  }

  /** Tries again at once what has failed. */
  again() {
    clearTimeout(this.retry)
    this.retry = undefined
    this.set({ trouble: null })
    this.read()
  }

  private show() {
    if (this.reel?.covers(this.state.head))
      this.reel.picture(this.state.head, this.picture, this.options.still())
  }

  /** At the end of the span the last instant itself is at hand, too. */
  private atHandUntil(reel: Reel) {
    return reel.next === null ? Number.POSITIVE_INFINITY : reel.until
  }

  /** Asks for what is needed next, if anything, one window at a time. */
  private read() {
    const ask = this.needed()
    const covered = this.reel?.covers(this.state.head) ?? false
    const waiting = !covered && !this.refused
    if (this.state.waiting !== waiting) this.set({ waiting })
    // What is under way is waited for, even if it serves another moment by now: else each step of a hand on the
    // scrubber would be a question to the server.
    const held = this.loading !== null || this.retry !== undefined || this.refused
    if (ask === null || held || this.closed) return
    const loading = new AbortController()
    this.loading = loading
    this.options.load(ask, loading.signal).then(
      (sent) => {
        if (this.loading !== loading) return
        this.loading = null
        this.take(sent, ask)
        this.read()
      },
      (error: unknown) => {
        if (this.loading !== loading || this.closed) return
        this.loading = null
        this.failed(error)
      },
    )
  }

  private needed(): Ask | null {
    const { head, speed } = this.state
    const { span } = this.options
    const reel = this.reel
    const every = everyFor(reel?.trucks.length ?? this.options.trucks, speed)
    // What was read for a faster play has holes that a slower one would show.
    const usable = reel !== null && reel.every <= every * 2
    const lead = this.options.lead(this.state)
    if (usable && reel.covers(head)) {
      const { next } = reel
      if (next === null || reel.until - head > AHEAD_MS * speed || !reel.hasRoom(head)) return null
      return { from: next, to: span.to, every, beginnings: false }
    }
    const isNear = usable && (head - reel.until < 2 * reel.pace || head - reel.from <= lead)
    if (isNear && reel.next !== null && head >= reel.until)
      return { from: reel.next, to: span.to, every, beginnings: false }
    const from = Math.max(span.from, Math.min(head, span.to - 1) - lead)
    return { from, to: span.to, every, beginnings: true }
  }

  private take(sent: PlaybackWindow, ask: Ask) {
    this.pause = FIRST_PAUSE_MS
    if (ask.beginnings) {
      this.reel = new Reel(sent, ask.every)
      this.picture = emptyPicture(this.reel.trucks.length)
      this.set({ trucks: this.reel.trucks, trouble: null })
    } else if (this.reel?.next === ask.from) {
      this.reel.append(sent, ask.every)
      this.reel.trim(this.state.head - this.options.lead(this.state))
      if (this.state.trouble !== null) this.set({ trouble: null })
    }
    this.show()
  }

  private failed(error: unknown) {
    const passing = error instanceof ApiError && error.passing
    this.set({ trouble: { message: messageOf(error), passing } })
    if (!passing) {
      this.set({ playing: false, waiting: false })
      return
    }
    this.retry = setTimeout(() => {
      this.retry = undefined
      this.read()
    }, this.pause)
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS)
  }

  private set(change: Partial<PlayerState>) {
    this.state = { ...this.state, ...change }
  }
}
