import type { Phone } from '@/api/types'

export type Sos = NonNullable<Phone['lastSos']>

const RECENT_MS = 24 * 3_600_000

/** Whether somebody may still need help. */
export const isRecent = (sos: Sos, now: number) => now - Date.parse(sos.at) < RECENT_MS

/** The newest call for help of the last 24 hours from any of the phones. */
export function recentSos(phones: readonly Pick<Phone, 'lastSos'>[], now: number): Sos | null {
  return phones.reduce<Sos | null>(
    (newest, { lastSos }) =>
      lastSos !== null && isRecent(lastSos, now) && (newest === null || lastSos.at > newest.at)
        ? lastSos
        : newest,
    null,
  )
}
