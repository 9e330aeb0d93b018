import createClient from 'openapi-fetch'
import { problemFrom, unreachable } from './problem'
import type { paths } from './schema'
import { bearer, refuse } from './session'

/** Sends the request with a good token; when the server refuses it, once more with a new one. */
async function withBearer(request: Request): Promise<Response> {
  const again = request.clone()
  const first = await bearer()
  const response = await send(request, first)
  if (response.status !== 401 || first === null) return response
  refuse(first)
  const second = await bearer()
  return second === null ? response : send(again, second)
}

async function send(request: Request, token: string | null): Promise<Response> {
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`)
  try {
    return await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw unreachable()
  }
}

export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: withBearer })

type Outcome<T> = { data?: T; error?: unknown; response: Response }

/** The answer's body, or an ApiError. */
export async function answerOf<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await outcome
  if (!response.ok) throw problemFrom(response.status, error, response.headers.get('Retry-After'))
  return data as T
}
