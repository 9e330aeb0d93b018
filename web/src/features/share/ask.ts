import { problemOf, unreachable } from '@/api/problem'
import type { SharedTruck } from '@/api/types'
import { setServerTime } from '@/lib/live/clock'

/** What was heard last, and the tag by which the server knows whether that is still all there is to say. */
export interface Heard {
  truck: SharedTruck
  tag: string | null
}

/** Asks where the shared truck is, without any session. What was heard before is given back while nothing has changed. */
export async function ask(token: string, before: Heard | undefined, signal: AbortSignal): Promise<Heard> {
  const response = await fetch(`/api/v1/shared/${token}`, {
    cache: 'no-store',
    credentials: 'omit',
    headers: before?.tag ? { 'If-None-Match': before.tag } : {},
    signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
  }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw unreachable()
  })
  const date = Date.parse(response.headers.get('Date') ?? '')
  if (!Number.isNaN(date)) setServerTime(date)
  if (response.status === 304 && before !== undefined) return before
  if (!response.ok) throw await problemOf(response)
  return { truck: (await response.json()) as SharedTruck, tag: response.headers.get('ETag') }
}
