import { useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useLatest } from '@/lib/hooks'
import { changeMapUrl, type MapUrl, parseMapUrl } from './mapUrl'

/** The map page's state as it stands in the address. What changes by itself or while typing leaves no step to go back to. */
export function useMapUrl() {
  const { search } = useLocation()
  const navigate = useNavigate()
  const url = useMemo(() => parseMapUrl(new URLSearchParams(search)), [search])
  const change = useLatest((patch: Partial<MapUrl>, step: 'push' | 'replace') => {
    // Read where the page is now, not where it was at the last render: two changes may come at once.
    if (window.location.pathname !== '/') return
    const next = changeMapUrl(new URLSearchParams(window.location.search), patch)
      .toString()
      .replaceAll('%2C', ',')
    const current = window.location.search.slice(1).replaceAll('%2C', ',')
    if (next !== current) navigate({ pathname: '/', search: next }, { replace: step === 'replace' })
  })
  return [url, change] as const
}
