/** What went wrong, in the server's words where it has some (RFC 9457), in ours where it could not answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly fields: Readonly<Record<string, string>> = {},
    readonly extra: Readonly<Record<string, unknown>> = {},
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message)
    this.name = 'ApiError'
  }

  is(name: string): boolean {
    return this.type === `urn:watchtower:${name}`
  }

  /** True when the same request may succeed a little later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

export const unreachable = () =>
  new ApiError(0, 'unreachable', 'The server does not answer. Check your connection; trying again may help.')

const plainWords: Record<number, string> = {
  401: 'Your session has ended.',
  403: 'You may not do this.',
  404: 'This is not here any more.',
  413: 'This file is too large.',
  429: 'Too many requests. Wait a moment and try again.',
  503: 'The server is not ready. Try again in a moment.',
}

export function problemFrom(status: number, body: unknown, retryAfter: string | null = null): ApiError {
  const problem = isRecord(body) ? body : {}
  const fields: Record<string, string> = {}
  for (const fault of Array.isArray(problem.errors) ? problem.errors : []) {
    if (isRecord(fault) && typeof fault.field === 'string' && typeof fault.message === 'string') {
      fields[fault.field] ??= fault.message
    }
  }
  const said = typeof problem.detail === 'string' && problem.detail !== '' ? problem.detail : null
  const type = typeof problem.type === 'string' ? problem.type : 'about:blank'
  const wait = retryAfter === null ? Number.NaN : Number(retryAfter)
  return new ApiError(
    status,
    type,
    said ?? plainWords[status] ?? 'Something went wrong on the server. Try again.',
    fields,
    problem,
    Number.isFinite(wait) ? wait : null,
  )
}

export async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  return problemFrom(response.status, body, response.headers.get('Retry-After'))
}

export const messageOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : 'Something went wrong on this page. Load it again.'

/**
 * Puts what the server refused beside the field it is about; what is about none of them stands at the whole form.
 *
 * @param names of the fields that the form has
 */
export function faultsFrom<Name extends string>(
  error: unknown,
  names: readonly Name[],
): Partial<Record<Name | 'form', string>> {
  const faults: Partial<Record<Name | 'form', string>> = {}
  if (error instanceof ApiError) {
    for (const name of names) {
      const said = error.fields[name]
      if (said !== undefined) faults[name] = sentence(said)
    }
  }
  if (Object.keys(faults).length === 0) faults.form = messageOf(error)
  return faults
}

/** "must not be empty" stands alone under its field: "Must not be empty." */
const sentence = (said: string) =>
  `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.!?]$/.test(said) ? '' : '.'}`

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
