import { ApiError, problemFrom, unreachable } from '@/api/problem'
import { bearer, refuse } from '@/api/session'
import type { Import } from '@/api/types'
import { beginningOf, formOf, type Plan } from './plan'

interface Listener {
  onProgress: (sent: number) => void
  signal: AbortSignal
}

/** Sends the file. XMLHttpRequest, because fetch cannot say how much has been sent. */
export async function upload(file: File, plan: Plan, listener: Listener): Promise<Import> {
  await beginningOf(file)
  const form = formOf(file, plan)
  const token = await bearer()
  try {
    return await send(form, token, listener)
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || token === null) throw error
    refuse(token)
    return send(form, await bearer(), listener)
  }
}

function send(form: FormData, token: string | null, { onProgress, signal }: Listener): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/imports/positions')
    request.responseType = 'json'
    if (token !== null) request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () =>
      request.status < 300
        ? resolve(request.response as Import)
        : reject(problemFrom(request.status, request.response, request.getResponseHeader('Retry-After')))
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
