import { type APIRequestContext, expect } from '@playwright/test'

export interface Credentials {
  username: string
  password: string
}

export const administrator: Credentials = {
  username: process.env.ADMIN_USER ?? 'admin',
  password: process.env.ADMIN_PASSWORD ?? '',
}

export type Role =
  | 'owner'
  | 'dispatcher'
  | 'fleet-manager'
  | 'safety-officer'
  | 'technician'
  | 'auditor'
  | 'driver'

export interface Position {
  truck: string
  recordedAt: string
  latitude: number
  longitude: number
  speedKph?: number
  headingDegrees?: number
}

/** Does by the API what a test needs to find. */
export class Api {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly token: string,
  ) {}

  static async signIn(request: APIRequestContext, person = administrator): Promise<Api> {
    const response = await request.post('/api/v1/auth/token', {
      form: { grant_type: 'password', ...person },
    })
    if (!response.ok()) throw new Error(`${person.username} could not sign in: ${response.status()}`)
    return new Api(request, ((await response.json()) as { access_token: string }).access_token)
  }

  /** The path of a link by which whoever has it joins another organization, which is made for it. */
  async inviteIntoAnother(organization: string, email: string, role: Role): Promise<string> {
    const me = (await this.get('/api/v1/me')) as { organization: { id: string } }
    const wanted = { ...me.organization, id: undefined, name: organization }
    const { id } = (await this.send('/api/v1/organizations', wanted)) as { id: string }
    const path = await (await this.switchTo(id)).invite(email, role)
    // Who signs in comes into the organization where he was last: for the other tests that is the first one.
    await this.switchTo(me.organization.id)
    return path
  }

  private async switchTo(organizationId: string): Promise<Api> {
    const another = await Api.signIn(this.request)
    const answer = await another.send('/api/v1/auth/switch-organization', { organizationId })
    return new Api(this.request, (answer as { access_token: string }).access_token)
  }

  async addTruck(truck: { truckNumber: string; company?: string; brand?: string }): Promise<string> {
    return ((await this.send('/api/v1/trucks', truck)) as { id: string }).id
  }

  async post(...positions: Position[]): Promise<void> {
    const answer = (await this.send('/api/v1/positions', positions)) as { rejected: { reason: string }[] }
    if (answer.rejected.length > 0) throw new Error(`Positions refused: ${JSON.stringify(answer.rejected)}`)
  }

  /** Archives so many of the trucks whose numbers have the text in them. */
  async archive(q: string, most: number): Promise<void> {
    for (let left = most; left > 0; ) {
      const path = `/api/v1/trucks?q=${q}&limit=${Math.min(left, 200)}`
      const { items } = (await this.get(path)) as { items: { id: string }[] }
      const headers = { Authorization: `Bearer ${this.token}` }
      for (const { id } of items) await this.request.delete(`/api/v1/trucks/${id}`, { headers })
      left -= items.length
    }
  }

  /** A new member of the administrator's organization, who signs in by this e-mail; the member's id. */
  async addMember(email: string, password: string, role: Role = 'dispatcher'): Promise<string> {
    const path = await this.invite(email, role)
    const token = path.slice(path.indexOf('#') + 1)
    await this.request.post('/api/v1/invitations/accept', { data: { token, name: 'A member', password } })
    const { items } = (await this.get('/api/v1/members?limit=200')) as {
      items: { id: string; email: string }[]
    }
    const member = items.find((one) => one.email === email)
    if (!member) throw new Error(`${email} is no member`)
    return member.id
  }

  /** The path of a new link by which whoever has it joins. */
  async invite(email: string, role: Role): Promise<string> {
    return ((await this.send('/api/v1/members', { email, role })) as { path: string }).path
  }

  /** The path of a new link by which a member sets a new password. */
  async passwordLink(memberId: string): Promise<string> {
    return ((await this.send(`/api/v1/members/${memberId}/password-reset`, undefined)) as { path: string })
      .path
  }

  /** Ends all sessions of a member. */
  async endSessions(memberId: string): Promise<void> {
    const headers = { Authorization: `Bearer ${this.token}` }
    const response = await this.request.delete(`/api/v1/members/${memberId}/sessions`, { headers })
    if (!response.ok()) throw new Error(`The sessions were not ended: ${response.status()}`)
  }

  /** The path of a new link to a truck. */
  async share(truckId: string, note?: string): Promise<string> {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    return ((await this.send(`/api/v1/trucks/${truckId}/shares`, { expiresAt, note })) as { path: string })
      .path
  }

  async get(path: string): Promise<unknown> {
    const response = await this.request.get(path, { headers: { Authorization: `Bearer ${this.token}` } })
    if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`)
    return response.json()
  }

  /** A new address that phones report to. */
  async phoneAddress(): Promise<string> {
    return ((await this.send('/api/v1/intake-tokens', { name: 'Browser test' })) as { path: string }).path
  }

  /** Imports positions and waits until every line of them was read. */
  async importCsv(text: string): Promise<void> {
    const file = { name: 'positions.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
    const headers = { Authorization: `Bearer ${this.token}` }
    const response = await this.request.post('/api/v1/imports/positions', {
      multipart: { file, createTrucks: 'true' },
      headers,
    })
    if (!response.ok()) throw new Error(`The import was refused: ${await response.text()}`)
    const { id } = (await response.json()) as { id: string }
    await expect
      .poll(async () => (await (await this.request.get(`/api/v1/imports/${id}`, { headers })).json()).status)
      .toBe('DONE')
  }

  /** A tile of the driven roads; empty where there are none. */
  async roadTile({ z, x, y }: { z: number; x: number; y: number }): Promise<Buffer> {
    const headers = { Authorization: `Bearer ${this.token}` }
    return (await this.request.get(`/api/v1/roads/tiles/${z}/${x}/${y}`, { headers })).body()
  }

  /** The status and the problem of a request that may be refused. */
  async tries(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, data?: unknown) {
    const headers = { Authorization: `Bearer ${this.token}` }
    const response = await this.request.fetch(path, { method, data, headers })
    const text = await response.text()
    return {
      status: response.status(),
      type: text === '' ? '' : (JSON.parse(text) as { type?: string }).type,
    }
  }

  private async send(path: string, data: unknown): Promise<unknown> {
    const response = await this.request.post(path, {
      data,
      headers: { Authorization: `Bearer ${this.token}` },
    })
    if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`)
    return response.json()
  }
}
