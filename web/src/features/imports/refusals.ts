import { useInfiniteQuery } from '@tanstack/react-query'
import { answerOf, api } from '@/api/client'
import type { Import } from '@/api/types'
import { saveFile } from '@/lib/saveFile'

const PAGE = 200

/** The refused lines after those that the import itself names; nothing is fetched before somebody asks. */
export const useMoreRefusals = (job: Import) =>
  useInfiniteQuery({
    queryKey: ['imports', 'refusals', job.id],
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { id: job.id }, query: { limit: PAGE, cursor: pageParam } }
      return answerOf(api.GET('/api/v1/imports/{id}/refusals', { params, signal }))
    },
    enabled: false,
    initialPageParam: String((job.errors.at(-1)?.line ?? 0) + 1),
    getNextPageParam: (page) => page.next,
  })

export async function downloadRefusals({ id, fileName }: Pick<Import, 'id' | 'fileName'>) {
  const file = await answerOf<Blob>(
    api.GET('/api/v1/imports/{id}/refusals.csv', { params: { path: { id } }, parseAs: 'blob' }),
  )
  saveFile(file, refusalsName(fileName))
}

export const refusalsName = (fileName: string) => `${fileName.replace(/(\.(csv|txt|gz))+$/i, '')}-refused.csv`
