import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'

interface Answer<Item> {
  items: Item[]
  next: string | null
}

/** A list that the server answers page by page. */
export const usePages = <Item>(
  queryKey: QueryKey,
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<Answer<Item>>,
) =>
  useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })

export type Pages<Item> = ReturnType<typeof usePages<Item>>
