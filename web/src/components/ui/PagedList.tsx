import type { ReactNode } from 'react'
import { messageOf } from '@/api/problem'
import type { Pages } from '@/lib/pages'
import { Button } from './Button'
import { Skeleton } from './Skeleton'

interface Props<Item> {
  pages: Pages<Item>
  /** What is listed, in the plural and in lower case. */
  what: string
  empty: ReactNode
  children: (items: Item[]) => ReactNode
}

const places = [0, 1, 2]

/** A list in its box, with what stands there while it loads, when it fails, when it is empty, and a way to more of it. */
export function PagedList<Item>({ pages, what, empty, children }: Props<Item>) {
  const items = pages.data?.pages.flatMap((page) => page.items)
  return (
    <>
      <div className="overflow-hidden rounded-xl border border-line bg-surface max-wide:-mx-3.5 max-wide:rounded-none max-wide:border-x-0">
        {items === undefined ? (
          pages.error !== null ? (
            <div role="alert" className="flex flex-col items-start gap-3 p-5">
              The {what} could not be loaded. {messageOf(pages.error)}
              <Button onClick={() => void pages.refetch()}>Try again</Button>
            </div>
          ) : (
            <div aria-busy className="grid gap-5 p-4">
              {places.map((place) => (
                <Skeleton key={place} className="h-6" />
              ))}
            </div>
          )
        ) : items.length === 0 ? (
          <div className="p-5 text-ink-2">{empty}</div>
        ) : (
          children(items)
        )}
      </div>
      {pages.hasNextPage && (
        <div className="flex justify-center pt-3">
          <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {pages.isFetchingNextPage ? 'Loading…' : 'Load more'}
          </Button>
        </div>
      )}
    </>
  )
}
