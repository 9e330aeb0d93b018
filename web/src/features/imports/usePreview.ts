import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answerOf, api } from '@/api/client'
import { beginningOf, formOf, type Plan } from './plan'

/** How the file would be read by this plan, asked of the server anew whenever the plan changes. */
export const usePreview = (file: File, plan: Plan) =>
  useQuery({
    queryKey: ['imports', 'preview', file.name, file.size, file.lastModified, plan],
    queryFn: async ({ signal }) => {
      const form = formOf(await beginningOf(file), plan)
      return answerOf(
        api.POST('/api/v1/imports/preview', {
          body: { file: file.name },
          bodySerializer: () => form,
          signal,
        }),
      )
    },
    placeholderData: keepPreviousData,
  })
