import { backoff } from './backoff'
import { type LiveMessage, parseMessage, SESSION_ENDED, type Watch } from './messages'
import type { Connection } from './store'

/** The server says something at least every 15 s; after this long without a word the line is dead. */
const DEAF_AFTER_MS = 40_000

interface Wiring {
  /** A fresh one-use ticket; throws while the server is away. */
  ticket: () => Promise<string>
  open: (ticket: string) => WebSocket
  /** What is wanted at the moment. */
  watch: () => Watch
  onMessage: (message: LiveMessage) => void
  onConnection: (connection: Connection) => void
  /** The server ended the session. Resolves when there is a new one to go on with. */
  onSessionEnded: () => Promise<void>
}

/** One line to the server that mends itself: each time with a new ticket and a whole snapshot. */
export class LiveSocket {
  private socket: WebSocket | null = null
  private running = false
  private failures = 0
  private lostSince: number | null = null
  private heard = 0
  private retry: ReturnType<typeof setTimeout> | undefined
  private watchdog: ReturnType<typeof setTimeout> | undefined
  /** Each try has a number; what an earlier one still says is not listened to. */
  private attempt = 0
  /** As it was sent on this line. */
  private asked = ''

  constructor(private readonly wiring: Wiring) {}

  start() {
    this.running = true
    window.addEventListener('online', this.now)
    window.addEventListener('offline', this.cut)
    document.addEventListener('visibilitychange', this.seen)
    this.wiring.onConnection({ state: 'connecting' })
    void this.connect()
  }

  stop() {
    this.running = false
    window.removeEventListener('online', this.now)
    window.removeEventListener('offline', this.cut)
    document.removeEventListener('visibilitychange', this.seen)
    this.drop()
  }

  /** Asks for what is wanted now, unless that is told already. */
  ask() {
    if (this.socket?.readyState !== WebSocket.OPEN) return
    const wish = JSON.stringify({ type: 'watch', binary: true, ...this.wiring.watch() })
    if (wish === this.asked) return
    this.asked = wish
    this.socket.send(wish)
  }

  /** Try again at once, unless the line is good. */
  readonly now = () => {
    if (!this.running || (this.socket?.readyState === WebSocket.OPEN && !this.isDeaf())) return
    this.failures = 0
    void this.connect()
  }

  private readonly cut = () => this.lost()

  private readonly seen = () => {
    if (document.visibilityState === 'visible') this.now()
  }

  private isDeaf() {
    return Date.now() - this.heard > DEAF_AFTER_MS
  }

  private async connect() {
    this.drop()
    const attempt = this.attempt
    if (this.lostSince !== null)
      this.wiring.onConnection({ state: 'lost', since: this.lostSince, retryAt: null })
    try {
      const ticket = await this.wiring.ticket()
      if (attempt === this.attempt) this.listen(this.wiring.open(ticket), attempt)
    } catch {
      if (attempt === this.attempt) this.lost()
    }
  }

  private listen(socket: WebSocket, attempt: number) {
    this.socket = socket
    socket.binaryType = 'arraybuffer'
    this.asked = ''
    this.listenOn()
    socket.onopen = () => attempt === this.attempt && this.ask()
    socket.onmessage = ({ data }) => {
      const message = attempt === this.attempt ? parseMessage(data) : null
      if (message === null) return
      this.listenOn()
      this.wiring.onMessage(message)
      if (message.type === 'snapshot' || message.type === 'clusters') this.live()
    }
    socket.onclose = ({ code }) => {
      if (attempt !== this.attempt) return
      if (code !== SESSION_ENDED) this.lost()
      else void this.wiring.onSessionEnded().finally(() => attempt === this.attempt && this.lost())
    }
  }

  private live() {
    this.failures = 0
    this.lostSince = null
    this.wiring.onConnection({ state: 'live' })
  }

  private listenOn() {
    this.heard = Date.now()
    clearTimeout(this.watchdog)
    this.watchdog = setTimeout(() => this.lost(), DEAF_AFTER_MS)
  }

  private lost() {
    this.drop()
    if (!this.running) return
    const wait = backoff(this.failures++)
    this.lostSince ??= Date.now()
    this.wiring.onConnection({ state: 'lost', since: this.lostSince, retryAt: Date.now() + wait })
    this.retry = setTimeout(() => void this.connect(), wait)
  }

  private drop() {
    this.attempt++
    clearTimeout(this.retry)
    clearTimeout(this.watchdog)
    this.socket?.close()
    this.socket = null
  }
}
