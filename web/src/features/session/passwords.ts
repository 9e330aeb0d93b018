import { problemOf, unreachable } from '@/api/problem'

/** Without a session, so not by the client that has one. */
async function post(path: string, body: Record<string, string>): Promise<void> {
  let response: Response
  try {
    response = await fetch(`/api/v1/auth/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(20_000),
    })
  } catch {
    throw unreachable()
  }
  if (!response.ok) throw await problemOf(response)
}

/** Has a link mailed to the person with this name, if there is one and mail is set up: nobody is told. */
export const forgotPassword = (username: string) => post('forgot-password', { username })

export const resetPassword = (token: string, newPassword: string) =>
  post('reset-password', { token, newPassword })

/** The token of a link to a new password, or null where the address is none. */
export function resetTokenOf({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): string | null {
  return pathname === '/reset-password' ? hash.slice(1) : null
}
