export interface Place {
  longitude: number
  latitude: number
}

interface Fix extends Place {
  at: number
}

interface Glide {
  from: Place
  to: Place
  startedAt: number
}

const GLIDE_MS = 1000
const LONGEST_GAP_MS = 2 * 60_000
const LONGEST_WAY_METERS = 3_000
/** 180 km/h: what is faster was no drive. */
const FASTEST_METERS_PER_SECOND = 50
const MOST_AT_ONCE = 500

/** Moves markers smoothly from one fix to the next, but only where the way between is short enough to be believed. */
export class Glider {
  private readonly glides = new Map<string, Glide>()

  get active() {
    return this.glides.size > 0
  }

  start(id: string, before: Fix, after: Fix, now: number) {
    const gap = after.at - before.at
    const way = meters(before, after)
    const believable =
      gap > 0 &&
      gap <= LONGEST_GAP_MS &&
      way <= LONGEST_WAY_METERS &&
      way <= (gap / 1000) * FASTEST_METERS_PER_SECOND
    const from = this.placeOf(id, before, now)
    this.glides.delete(id)
    if (believable && this.glides.size < MOST_AT_ONCE)
      this.glides.set(id, { from, to: after, startedAt: now })
  }

  /** Where the truck is drawn now: on its way, or at its fix. */
  placeOf(id: string, fix: Place, now: number): Place {
    const glide = this.glides.get(id)
    if (!glide) return fix
    const share = Math.min(Math.max((now - glide.startedAt) / GLIDE_MS, 0), 1)
    return {
      longitude: glide.from.longitude + (glide.to.longitude - glide.from.longitude) * share,
      latitude: glide.from.latitude + (glide.to.latitude - glide.from.latitude) * share,
    }
  }

  /** The trucks on their way; those that have arrived are named a last time. */
  step(now: number): string[] {
    const ids = [...this.glides.keys()]
    for (const [id, glide] of this.glides) if (now - glide.startedAt >= GLIDE_MS) this.glides.delete(id)
    return ids
  }

  stop(id: string) {
    this.glides.delete(id)
  }
}

/** Good enough for a few kilometres. */
export function meters(a: Place, b: Place): number {
  const radians = Math.PI / 180
  const x = (b.longitude - a.longitude) * Math.cos(((a.latitude + b.latitude) / 2) * radians)
  return Math.hypot(x, b.latitude - a.latitude) * radians * 6_371_000
}
