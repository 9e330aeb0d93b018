import { create } from 'zustand'
import { type ApiError, problemOf, unreachable } from './problem'
import type { Token } from './types'

/** Why nobody is signed in: never was, the session ended by itself, or the person left. */
export type SignedOutBecause = 'new' | 'ended' | 'left'

type SessionState =
  | { state: 'starting'; trouble: ApiError | null }
  | { state: 'signed-in' }
  | { state: 'signed-out'; because: SignedOutBecause }

export const useSession = create<SessionState>(() => ({ state: 'starting', trouble: null }))

/** Renew this long before the token ends, so that no request meets an old one. */
const AHEAD_MS = 60_000

/**
 * How long an answer is waited for. A renewal that was lost on the way is answered the same when it is asked for again
 * within ten seconds; after that the server takes it for stolen, and the session is over.
 */
const PATIENCE_MS = 7_000

let token: { value: string; endsAt: number } | null = null
/** Who the page is for, and in which organization: what it shows is theirs. */
let shownTo: string | null = null
let refreshing: Promise<string | null> | null = null
let timer: ReturnType<typeof setTimeout> | undefined
/** Counts sign-outs: an answer that was asked for before the last one must not sign in again. */
let signOuts = 0

/** The person and the organization that an access token is for; null where it does not say. */
function bearerOf(accessToken: string): string | null {
  try {
    const payload = accessToken.split('.')[1] ?? ''
    const { sub, org } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    return `${sub} ${org}`
  } catch {
    return null
  }
}

/** Asks for the next token, and at once again when the answer was lost. */
async function renew(): Promise<Token> {
  const form = { grant_type: 'refresh_token' }
  try {
    return await ask(form)
  } catch (error) {
    if ((error as ApiError).status !== 0) throw error
    return ask(form)
  }
}

async function ask(form: Record<string, string>): Promise<Token> {
  let response: Response
  try {
    // Never with the old bearer: the server would refuse the request because of it.
    response = await fetch('/api/v1/auth/token', {
      method: 'POST',
      body: new URLSearchParams({ ...form, client_id: 'page' }),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(form.grant_type === 'refresh_token' ? PATIENCE_MS : 20_000),
    })
  } catch {
    throw unreachable()
  }
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as Token
}

/**
 * All tabs have one cookie: when another one signed in anew or went into another organization, this one goes along. It
 * begins from nothing then, so that nothing of before stays in sight.
 */
function startAnewForAnother(accessToken: string) {
  const bearer = bearerOf(accessToken)
  if (shownTo !== null && bearer !== shownTo) window.location.assign('/')
  shownTo = bearer
}

function keep(answer: Token): string {
  startAnewForAnother(answer.access_token)
  const lifeMs = answer.expires_in * 1000
  token = { value: answer.access_token, endsAt: Date.now() + lifeMs }
  clearTimeout(timer)
  timer = setTimeout(() => void refresh().catch(() => {}), Math.max(lifeMs - AHEAD_MS, lifeMs / 2))
  useSession.setState({ state: 'signed-in' }, true)
  return token.value
}

function drop(because: SignedOutBecause) {
  token = null
  shownTo = null
  clearTimeout(timer)
  useSession.setState({ state: 'signed-out', because }, true)
}

/** Another tab may renew at the same moment; the cookie changes with each renewal, so they take turns. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? await navigator.locks.request('watchtower.refresh', work) : work()
}

/** A new access token; null when nobody is signed in any more. Throws when the server cannot tell. */
export function refresh(): Promise<string | null> {
  refreshing ??= inTurn(async () => {
    const before = signOuts
    try {
      const answer = await renew()
      return signOuts === before ? keep(answer) : null
    } catch (error) {
      const problem = error as ApiError
      if (problem.passing) throw problem
      drop(useSession.getState().state === 'starting' ? 'new' : 'ended')
      return null
    }
  }).finally(() => {
    refreshing = null
  })
  return refreshing
}

export async function signIn(username: string, password: string): Promise<void> {
  keep(await ask({ grant_type: 'password', username, password }))
}

/**
 * Goes on in another organization, where the page begins anew. The session here ends with it, so nobody may renew it
 * meanwhile, in no tab.
 */
export async function switchOrganization(organizationId: string): Promise<void> {
  const present = await bearer()
  refreshing = inTurn(async () => {
    const response = await fetch('/api/v1/auth/switch-organization', {
      method: 'POST',
      body: JSON.stringify({ organizationId, clientId: 'page' }),
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${present}` },
      credentials: 'same-origin',
    }).catch(() => {
      throw unreachable()
    })
    if (!response.ok) throw await problemOf(response)
    return keep((await response.json()) as Token)
  }).finally(() => {
    refreshing = null
  })
  await refreshing
}

/** The cookie names the session: the token in hand may have ended while the machine slept. */
export async function signOut(): Promise<void> {
  signOuts++
  drop('left')
  await fetch('/api/v1/auth/logout', { method: 'POST', credentials: 'same-origin' }).catch(() => {})
}

/** The token to send now. Null: nobody is signed in. */
export async function bearer(): Promise<string | null> {
  if (token && token.endsAt - Date.now() > 5_000) return token.value
  if (useSession.getState().state === 'signed-out') return null
  return refresh()
}

/** Forget a token that the server refused, so that the next request asks for a new one. */
export function refuse(value: string) {
  if (token?.value === value) token = null
}

/** Called once when the page starts: takes up the session of an earlier visit, waiting for the server if it must. */
export async function resume(): Promise<void> {
  for (let attempt = 0; useSession.getState().state === 'starting'; attempt++) {
    try {
      await refresh()
      return
    } catch (error) {
      const trouble = error as ApiError
      useSession.setState({ state: 'starting', trouble }, true)
      const wait = trouble.retryAfterSeconds ?? Math.min(2 ** attempt, 10)
      await new Promise((done) => setTimeout(done, wait * 1000))
    }
  }
}
