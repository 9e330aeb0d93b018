import type { PhoneSetup } from '@/api/types'

/** Whether this page was opened by a name that means another machine on any other machine. */
export const isLocal = (origin: string) =>
  ['localhost', '127.0.0.1', '[::1]', '0.0.0.0'].includes(new URL(origin).hostname)

/** The addresses under which a phone may reach the server, the likeliest first. */
export function serversFor(setup: PhoneSetup, origin: string): string[] {
  return isLocal(origin) ? setup.localAddresses : [origin]
}

/** What Traccar Client (9 and later) reads from a QR code: the server's address with the settings behind it. */
export function qrText(setup: PhoneSetup, server: string): string {
  return `${server}${setup.path}?${new URLSearchParams(setup.settings)}`
}

/** What opens Traccar Client on the phone itself and offers the settings there. */
export function appLink(setup: PhoneSetup, server: string): string {
  return `org.traccar.client://config?${new URLSearchParams({ url: server + setup.path, ...setup.settings })}`
}

/** An address as a person may write it, without the slash at its end; null for what is none. */
export function serverFrom(written: string): string | null {
  const text = written.trim()
  try {
    const url = new URL(/^https?:\/\//i.test(text) ? text : `http://${text}`)
    return url.hostname === '' || url.search !== '' ? null : (url.origin + url.pathname).replace(/\/+$/, '')
  } catch {
    return null
  }
}
