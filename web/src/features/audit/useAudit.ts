import { answerOf, api } from '@/api/client'
import type { AuditQuery } from '@/api/types'
import { usePages } from '@/lib/pages'
import { saveFile } from '@/lib/saveFile'

export const useAudit = (query: AuditQuery) =>
  usePages(['audit', query], (cursor, signal) =>
    answerOf(api.GET('/api/v1/audit-log', { params: { query: { ...query, cursor } }, signal })),
  )

/** All rows that the filters leave, however many. */
export async function downloadAudit(query: AuditQuery) {
  const file = await answerOf<Blob>(api.GET('/api/v1/audit-log.csv', { params: { query }, parseAs: 'blob' }))
  saveFile(file, 'audit-log.csv')
}
