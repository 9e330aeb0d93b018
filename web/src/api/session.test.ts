import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const answer = (token: string) =>
  Response.json({ access_token: token, token_type: 'Bearer', expires_in: 900, refresh_token: null })
const refusal = (status: number, type = 'session-ended') =>
  Response.json({ type: `urn:watchtower:${type}`, status, detail: 'No.' }, { status })

const fetched = vi.fn<typeof fetch>()
const bodyOf = (call: number) => String(fetched.mock.calls[call]?.[1]?.body)

async function load() {
  vi.resetModules()
  return { ...(await import('./session')), ...(await import('./client')) }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  fetched.mockReset()
  vi.stubGlobal('fetch', fetched)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the session', () => {
  test('an earlier one is taken up when the page starts', async () => {
    const { resume, useSession, bearer } = await load()
    fetched.mockResolvedValueOnce(answer('one'))
    await resume()
    expect(bodyOf(0)).toBe('grant_type=refresh_token&client_id=page')
    expect(useSession.getState()).toEqual({ state: 'signed-in' })
    expect(await bearer()).toBe('one')
  })

  test('without one the page asks to sign in', async () => {
    const { resume, useSession } = await load()
    fetched.mockResolvedValueOnce(refusal(401))
    await resume()
    expect(useSession.getState()).toEqual({ state: 'signed-out', because: 'new' })
  })

  test('a server that is away is waited for, not taken for a refusal', async () => {
    const { resume, useSession } = await load()
    fetched
      .mockRejectedValueOnce(new TypeError('failed'))
      .mockRejectedValueOnce(new TypeError('failed'))
      .mockResolvedValueOnce(refusal(503, 'database-away'))
    fetched.mockResolvedValueOnce(answer('one'))
    const resumed = resume()
    await vi.advanceTimersByTimeAsync(0)
    expect(useSession.getState()).toMatchObject({ state: 'starting', trouble: { status: 0 } })
    await vi.advanceTimersByTimeAsync(5000)
    await resumed
    expect(useSession.getState()).toEqual({ state: 'signed-in' })
  })

  test('it is renewed ahead of its end', async () => {
    const { signIn, bearer } = await load()
    fetched.mockResolvedValueOnce(answer('one')).mockResolvedValueOnce(answer('two'))
    await signIn('ada', 'secret')
    expect(bodyOf(0)).toBe('grant_type=password&username=ada&password=secret&client_id=page')
    await vi.advanceTimersByTimeAsync(840_000)
    expect(await bearer()).toBe('two')
  })

  test('a renewal whose answer was lost is asked for again at once', async () => {
    const { resume, bearer } = await load()
    fetched.mockRejectedValueOnce(new TypeError('failed')).mockResolvedValueOnce(answer('one'))
    await resume()
    expect(await bearer()).toBe('one')
    expect(bodyOf(1)).toBe(bodyOf(0))
  })

  test('signing out needs no token that is still good', async () => {
    const { signIn, signOut, useSession } = await load()
    fetched.mockResolvedValueOnce(answer('one')).mockResolvedValueOnce(new Response(null, { status: 204 }))
    await signIn('ada', 'secret')
    await signOut()
    expect(fetched.mock.calls[1]).toEqual([
      '/api/v1/auth/logout',
      { method: 'POST', credentials: 'same-origin' },
    ])
    expect(useSession.getState()).toEqual({ state: 'signed-out', because: 'left' })
  })

  test('requests that are refused at once share one renewal and are sent again', async () => {
    const { signIn, api } = await load()
    fetched.mockResolvedValueOnce(answer('old'))
    await signIn('ada', 'secret')
    fetched.mockImplementation(async (input) => {
      if (!(input instanceof Request)) return answer('new')
      return input.headers.get('Authorization') === 'Bearer new'
        ? Response.json({ items: [], next: null })
        : refusal(401)
    })
    const [a, b] = await Promise.all([api.GET('/api/v1/trucks'), api.GET('/api/v1/imports')])
    expect([a.response.status, b.response.status]).toEqual([200, 200])
    const renewals = fetched.mock.calls.filter(([input]) => !(input instanceof Request))
    expect(renewals).toHaveLength(2)
    expect(renewals.every(([, init]) => new Headers(init?.headers).get('Authorization') === null)).toBe(true)
  })

  test('an ended session leads to signing in', async () => {
    const { signIn, api, useSession } = await load()
    fetched.mockResolvedValueOnce(answer('old'))
    await signIn('ada', 'secret')
    fetched.mockImplementation(async () => refusal(401))
    await api.GET('/api/v1/trucks')
    expect(useSession.getState()).toEqual({ state: 'signed-out', because: 'ended' })
  })

  test('a renewal that comes after signing out signs nobody in', async () => {
    const { signIn, signOut, refresh, useSession } = await load()
    fetched.mockResolvedValueOnce(answer('one'))
    await signIn('ada', 'secret')
    let late: (response: Response) => void = () => {}
    fetched.mockReturnValueOnce(new Promise((done) => (late = done)))
    const renewal = refresh()
    fetched.mockResolvedValueOnce(new Response(null, { status: 204 }))
    await signOut()
    late(answer('two'))
    await renewal
    expect(useSession.getState()).toEqual({ state: 'signed-out', because: 'left' })
  })
})
