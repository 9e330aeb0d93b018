import { useEffect } from 'react'
import { answerOf, api } from '@/api/client'
import { refresh } from '@/api/session'
import { LiveSocket } from './socket'
import { forgetFleet, receive, setConnection, useLive } from './store'
import { useWish, watchOf } from './wish'

const address = (ticket: string) => {
  const url = new URL('/ws/trucks', window.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('ticket', ticket)
  return url
}

const socket = new LiveSocket({
  ticket: async () => (await answerOf(api.POST('/api/v1/auth/ws-ticket'))).ticket,
  open: (ticket) => new WebSocket(address(ticket)),
  watch: () => watchOf(useLive.getState(), useWish.getState()),
  onMessage: receive,
  onConnection: setConnection,
  // When the session is really over, this signs the page out, which stops the socket.
  onSessionEnded: async () => {
    await refresh().catch(() => null)
  },
})

export const tryNow = socket.now

/** Several wishes that change at once are one. */
const SETTLE_MS = 50
let timer: ReturnType<typeof setTimeout> | undefined

function ask() {
  clearTimeout(timer)
  timer = setTimeout(() => socket.ask(), SETTLE_MS)
}

/** Keeps the fleet live as long as someone is signed in who may see it. */
export function useLiveSocket(wanted: boolean) {
  useEffect(() => {
    if (!wanted) return
    socket.start()
    const unsubscribe = [
      useLive.subscribe((now, before) => {
        if (now.asksAll !== before.asksAll || (now.large === null) !== (before.large === null)) ask()
      }),
      useWish.subscribe(ask),
    ]
    return () => {
      for (const stop of unsubscribe) stop()
      socket.stop()
      forgetFleet()
    }
  }, [wanted])
}
