import { useQuery } from '@tanstack/react-query'
import { motionSettingsQuery } from '@/api/queries'
import { useNowWhile } from '@/lib/live/clock'
import { useLive } from '@/lib/live/store'
import { OFFLINE_AFTER_MS } from './state'

/**
 * While the line is lost nobody says that a truck has gone offline, so the page counts by itself: a truck without a
 * fix since this moment is. Null while the server is heard.
 */
export function useGoneBefore(): number | null {
  const lost = useLive((state) => state.connection.state === 'lost')
  const seconds = useQuery(motionSettingsQuery).data?.offlineSeconds
  const now = useNowWhile(lost)
  return lost ? now - (seconds === undefined ? OFFLINE_AFTER_MS : seconds * 1000) : null
}
