import { ApiError, messageOf } from '@/api/problem'

/** What the upload of one file is doing. */
export type UploadState =
  | { step: 'choosing' }
  | { step: 'sending'; fileName: string; sent: number }
  | { step: 'refused'; fileName: string; message: string; columns: readonly string[] | null }

export type UploadEvent =
  | { type: 'started'; fileName: string }
  | { type: 'progressed'; sent: number }
  | { type: 'failed'; error: unknown }
  | { type: 'finished' }

export const choosing: UploadState = { step: 'choosing' }

export function nextUpload(state: UploadState, event: UploadEvent): UploadState {
  switch (event.type) {
    case 'started':
      return { step: 'sending', fileName: event.fileName, sent: 0 }
    case 'progressed':
      // The last event of a stopped upload may come late.
      return state.step === 'sending' ? { ...state, sent: Math.max(state.sent, event.sent) } : state
    case 'failed':
      if (state.step !== 'sending' || isAbort(event.error)) return choosing
      return {
        step: 'refused',
        fileName: state.fileName,
        message: messageOf(event.error),
        columns: columnsOf(event.error),
      }
    case 'finished':
      return choosing
  }
}

const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError'

/** The columns the server found, when it misses some. */
function columnsOf(error: unknown): readonly string[] | null {
  if (!(error instanceof ApiError) || !error.is('import-columns')) return null
  const { header } = error.extra
  return Array.isArray(header) ? header.map(String) : []
}
