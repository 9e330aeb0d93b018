import type { PlaybackEvent } from '@/api/types'

/** In the order in which they lie above each other on the time line. */
export const kinds = ['fastDriving', 'stop', 'gap'] as const
export type Kind = (typeof kinds)[number]

export interface ShownEvent {
  kind: Kind
  truckId: string
  from: number
  /** Null while it lasts. */
  to: number | null
  place: { longitude: number; latitude: number } | null
  topSpeedKph: number | null
}

/** Of a fleet's month there may be millions: beyond this many nobody can tell them apart on a time line. */
export const MOST_EVENTS = 200_000

/** Everything that happened in the span, kept in columns of some 45 bytes an event, in the order of time once it is complete. */
export class EventList {
  private size = 0
  private from = new Float64Array(256)
  private to = new Float64Array(256)
  private kind = new Uint8Array(256)
  private truck = new Uint32Array(256)
  private longitude = new Float64Array(256)
  private latitude = new Float64Array(256)
  private topSpeed = new Float32Array(256)
  private readonly truckIds: string[] = []
  private readonly places = new Map<string, number>()
  /** The events by time; made when it is first needed after some were added. */
  private sorted: Uint32Array | null = null

  get length() {
    return this.size
  }

  get isFull() {
    return this.size >= MOST_EVENTS
  }

  add(events: readonly PlaybackEvent[]) {
    for (const event of events) {
      if (this.isFull) break
      if (this.size === this.from.length) this.grow()
      const i = this.size++
      this.from[i] = Date.parse(event.from)
      this.to[i] = event.to === null ? Number.NaN : Date.parse(event.to)
      this.kind[i] = kinds.indexOf(event.kind as Kind)
      this.truck[i] = this.placeOf(event.truckId)
      this.longitude[i] = event.longitude ?? Number.NaN
      this.latitude[i] = event.latitude ?? Number.NaN
      this.topSpeed[i] = event.topSpeedKph ?? Number.NaN
    }
    this.sorted = null
  }

  /** The next after an event, or the first that does not begin before a moment. */
  after(here: ShownEvent | number, shown: ReadonlySet<Kind>): ShownEvent | null {
    const first = this.countUntil((i) =>
      typeof here === 'number' ? (this.from[i] ?? 0) < here : this.compare(this.at(i), here) <= 0,
    )
    for (let i = first; i < this.size; i++) {
      const event = this.at(this.order[i] ?? 0)
      if (shown.has(event.kind)) return event
    }
    return null
  }

  /** The last before an event, or the last that begins before a moment. */
  before(here: ShownEvent | number, shown: ReadonlySet<Kind>): ShownEvent | null {
    const count = this.countUntil((i) =>
      typeof here === 'number' ? (this.from[i] ?? 0) < here : this.compare(this.at(i), here) < 0,
    )
    for (let i = count - 1; i >= 0; i--) {
      const event = this.at(this.order[i] ?? 0)
      if (shown.has(event.kind)) return event
    }
    return null
  }

  /** How many of a kind begin in each of so many equal parts of the span. */
  marks(kind: Kind, span: { from: number; to: number }, parts: number): Uint32Array {
    const marks = new Uint32Array(parts)
    const wanted = kinds.indexOf(kind)
    const scale = parts / (span.to - span.from)
    for (let i = 0; i < this.size; i++) {
      if (this.kind[i] !== wanted) continue
      // What began before the span is marked at its beginning.
      const part = Math.max(0, Math.floor(((this.from[i] ?? 0) - span.from) * scale))
      if (part < parts) marks[part] = (marks[part] ?? 0) + 1
    }
    return marks
  }

  count(kind: Kind): number {
    const wanted = kinds.indexOf(kind)
    let count = 0
    for (let i = 0; i < this.size; i++) if (this.kind[i] === wanted) count++
    return count
  }

  private get order() {
    this.sorted ??= Uint32Array.from({ length: this.size }, (_, i) => i).sort(
      (a, b) => (this.from[a] ?? 0) - (this.from[b] ?? 0) || this.compare(this.at(a), this.at(b)),
    )
    return this.sorted
  }

  /** Of what begins at the same time, the truck and then the kind decide: so everything has one place in the order. */
  private compare(a: ShownEvent, b: ShownEvent): number {
    if (a.from !== b.from) return a.from - b.from
    if (a.truckId !== b.truckId) return a.truckId < b.truckId ? -1 : 1
    return kinds.indexOf(a.kind) - kinds.indexOf(b.kind)
  }

  private at(i: number): ShownEvent {
    const [to, longitude, latitude] = [this.to[i] ?? 0, this.longitude[i] ?? 0, this.latitude[i] ?? 0]
    const top = this.topSpeed[i] ?? Number.NaN
    return {
      kind: kinds[this.kind[i] ?? 0] ?? 'gap',
      truckId: this.truckIds[this.truck[i] ?? 0] ?? '',
      from: this.from[i] ?? 0,
      to: Number.isNaN(to) ? null : to,
      place: Number.isNaN(longitude) ? null : { longitude, latitude },
      topSpeedKph: Number.isNaN(top) ? null : top,
    }
  }

  private placeOf(truckId: string) {
    const known = this.places.get(truckId)
    if (known !== undefined) return known
    this.places.set(truckId, this.truckIds.length)
    return this.truckIds.push(truckId) - 1
  }

  /** How many of the first in the order are so, where none is so after one that is not. */
  private countUntil(isBefore: (i: number) => boolean) {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBefore(this.order[middle] ?? 0)) low = middle + 1
      else high = middle
    }
    return low
  }

  private grow() {
    const length = this.from.length * 2
    const grown = <Values extends Float64Array | Float32Array | Uint8Array | Uint32Array>(
      values: Values,
      to: Values,
    ) => {
      to.set(values)
      return to
    }
    this.from = grown(this.from, new Float64Array(length))
    this.to = grown(this.to, new Float64Array(length))
    this.kind = grown(this.kind, new Uint8Array(length))
    this.truck = grown(this.truck, new Uint32Array(length))
    this.longitude = grown(this.longitude, new Float64Array(length))
    this.latitude = grown(this.latitude, new Float64Array(length))
    this.topSpeed = grown(this.topSpeed, new Float32Array(length))
  }
}

/** The marks as one SVG path in a box as wide as there are parts: a stroke for each part that has any. */
export function marksPath(marks: Uint32Array): string {
  const path: string[] = []
  marks.forEach((count, part) => {
    if (count > 0) path.push(`M${part} 0h1.5v1h-1.5z`)
  })
  return path.join('')
}
