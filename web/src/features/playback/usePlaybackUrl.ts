import { useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useLatest } from '@/lib/hooks'
import { formatPlaybackUrl, type PlaybackUrl, parsePlaybackUrl } from './playbackUrl'

const PATH = '/playback'

/** The playback as it stands in the address. What changes by itself leaves no step to go back to. */
export function usePlaybackUrl() {
  const { search } = useLocation()
  const navigate = useNavigate()
  const url = useMemo(() => parsePlaybackUrl(new URLSearchParams(search)), [search])
  const change = useLatest((patch: Partial<PlaybackUrl>, step: 'push' | 'replace') => {
    // Read where the page is now, not where it was at the last render: two changes may come at once.
    if (window.location.pathname !== PATH) return
    const now = parsePlaybackUrl(new URLSearchParams(window.location.search))
    const next = formatPlaybackUrl({ ...now, ...patch })
    if (next !== formatPlaybackUrl(now))
      navigate({ pathname: PATH, search: next }, { replace: step === 'replace' })
  })
  return [url, change] as const
}
