import { messageOf } from '@/api/problem'
import type { Plan } from './plan'

/** What is being done about one file. */
export type UploadState =
  | { step: 'choosing' }
  | { step: 'checking'; file: File; plan: Plan; refusal: string | null }
  | { step: 'sending'; file: File; plan: Plan; sent: number }

export type UploadEvent =
  | { type: 'chosen'; file: File }
  | { type: 'planned'; plan: Plan }
  | { type: 'started' }
  | { type: 'progressed'; sent: number }
  | { type: 'failed'; error: unknown }
  | { type: 'finished' }
  | { type: 'left' }

export const choosing: UploadState = { step: 'choosing' }

const untouched: Plan = { createTrucks: true, timeZone: null, mapping: null }

export function nextUpload(state: UploadState, event: UploadEvent): UploadState {
  switch (event.type) {
    case 'chosen':
      return { step: 'checking', file: event.file, plan: untouched, refusal: null }
    case 'planned':
      return state.step === 'checking' ? { ...state, plan: event.plan } : state
    case 'started':
      return state.step === 'checking'
        ? { step: 'sending', file: state.file, plan: state.plan, sent: 0 }
        : state
    case 'progressed':
      // The last event of a stopped upload may come late.
      return state.step === 'sending' ? { ...state, sent: Math.max(state.sent, event.sent) } : state
    case 'failed':
      if (state.step !== 'sending') return state
      return {
        step: 'checking',
        file: state.file,
        plan: state.plan,
        refusal: isAbort(event.error) ? null : messageOf(event.error),
      }
    case 'finished':
    case 'left':
      return choosing
  }
}

const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError'
