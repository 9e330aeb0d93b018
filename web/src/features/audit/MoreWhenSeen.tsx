import { useEffect, useRef } from 'react'
import type { Pages } from '@/lib/pages'

/** Fetches more of a list when its end comes into sight. */
export function MoreWhenSeen<Item>({ pages }: { pages: Pages<Item> }) {
  const end = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetching, isError, fetchNextPage } = pages
  const wanted = hasNextPage && !isFetching && !isError
  useEffect(() => {
    const element = end.current
    if (!wanted || element === null) return
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) void fetchNextPage()
      },
      { rootMargin: '400px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [wanted, fetchNextPage])
  return <div ref={end} />
}
