import { type Frame, formatFrame, parseFrame } from '@/components/map/frame'
import type { Span } from '@/lib/day/pieces'
import { isSpeed, type Speed } from './reel/clock'

/** What the address of a playback says: enough for a link to show someone else the same moment. */
export interface PlaybackUrl {
  /** Null for today. */
  span: Span | null
  /** Empty for the whole fleet. */
  trucks: readonly string[]
  /** The moment; null for the beginning. */
  at: number | null
  speed: Speed
  loop: boolean
  /** The truck that the map follows. */
  follow: string | null
  fastKph: number
  frame: Frame | null
}

export const USUAL_SPEED: Speed = 60
export const USUAL_FAST_KPH = 90
export const LONGEST_MS = 31 * 86_400_000
/** More do not fit into an address. */
export const MOST_TRUCKS = 100

export function parsePlaybackUrl(params: URLSearchParams): PlaybackUrl {
  const from = timeOf(params.get('from'))
  const to = timeOf(params.get('to'))
  const speed = Number(params.get('speed'))
  const fastKph = Number(params.get('fast'))
  const follow = params.get('follow')
  return {
    span: from !== null && to !== null && from < to ? { from, to } : null,
    trucks: [...new Set((params.get('trucks') ?? '').split(',').filter(isId))],
    at: timeOf(params.get('at')),
    speed: isSpeed(speed) ? speed : USUAL_SPEED,
    loop: params.get('loop') === '1',
    follow: follow !== null && isId(follow) ? follow : null,
    fastKph: Number.isInteger(fastKph) && fastKph >= 20 && fastKph <= 250 ? fastKph : USUAL_FAST_KPH,
    frame: parseFrame(params.get('map')),
  }
}

export function formatPlaybackUrl(url: PlaybackUrl): string {
  const params = new URLSearchParams()
  if (url.span !== null) {
    params.set('from', timeText(url.span.from))
    params.set('to', timeText(url.span.to))
  }
  if (url.trucks.length > 0) params.set('trucks', url.trucks.join(','))
  if (url.at !== null) params.set('at', timeText(url.at))
  if (url.speed !== USUAL_SPEED) params.set('speed', String(url.speed))
  if (url.loop) params.set('loop', '1')
  if (url.follow !== null) params.set('follow', url.follow)
  if (url.fastKph !== USUAL_FAST_KPH) params.set('fast', String(url.fastKph))
  if (url.frame !== null) params.set('map', formatFrame(url.frame))
  return params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
}

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text)

/** "2026-11-20T22:00:00Z"; a moment between two seconds keeps its milliseconds. */
function timeText(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

function timeOf(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}
