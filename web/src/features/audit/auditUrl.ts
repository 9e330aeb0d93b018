import type { AuditQuery } from '@/api/types'
import { type Day, daySpan, isDay } from '@/lib/format/time'
import { type Topic, topics } from './words'

/** Which rows are asked for, as it stands in the address. Days are the organization's. */
export interface AuditUrl {
  q: string
  topic: Topic | null
  refused: boolean
  from: Day | null
  to: Day | null
  /** An id: the rows of one actor, or about one thing. */
  actor: string | null
  subject: string | null
}

const day = (value: string | null) => (isDay(value) ? value : null)

export function parseAuditUrl(params: URLSearchParams): AuditUrl {
  return {
    q: params.get('q') ?? '',
    topic: topics.find(({ value }) => value === params.get('topic'))?.value ?? null,
    refused: params.get('refused') === 'true',
    from: day(params.get('from')),
    to: day(params.get('to')),
    actor: params.get('actor'),
    subject: params.get('subject'),
  }
}

export function formatAuditUrl({ q, topic, refused, from, to, actor, subject }: AuditUrl): URLSearchParams {
  const params = new URLSearchParams()
  const words = { q, topic, refused: refused ? 'true' : null, from, to, actor, subject }
  for (const [name, word] of Object.entries(words)) if (word) params.set(name, word)
  return params
}

export const isFiltered = (url: AuditUrl) => formatAuditUrl(url).size > 0

export function queryOf(url: AuditUrl, timeZone: string): AuditQuery {
  const time = (ms: number) => new Date(ms).toISOString()
  return {
    ...(url.q.trim() === '' ? {} : { q: url.q.trim() }),
    ...(url.topic === null ? {} : { action: url.topic }),
    ...(url.refused ? { refused: true } : {}),
    ...(url.from === null ? {} : { from: time(daySpan(url.from, timeZone).from) }),
    ...(url.to === null ? {} : { to: time(daySpan(url.to, timeZone).to + 1) }),
    ...(url.actor === null ? {} : { actor: url.actor }),
    ...(url.subject === null ? {} : { subject: url.subject }),
  }
}
