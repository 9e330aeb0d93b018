import type { PlaybackWindow } from '@/api/types'
import { bearing, isKnownWay, metersBetween, type Spot } from './way'
import {
  type Columns,
  codeOf,
  NEVER,
  type Standing,
  standingAfter,
  standingOf,
  UNSAID,
  unpack,
  type Window,
} from './window'

export interface PlayedTruck {
  id: string
  number: string
}

/** Where every truck is at one moment; places in degrees, NaN where nothing is known. */
export interface Picture {
  longitude: Float64Array
  latitude: Float64Array
  heading: Float32Array
  speedKph: Float32Array
  motion: Uint8Array
  /** When the truck was heard of last. */
  heardAt: Float64Array
}

interface Kept {
  window: Window
  every: number
  standing: Standing
}

/** Within the receiver's noise a direction means nothing. */
const SHORTEST_WAY_METERS = 15

/** So many fixes are kept at most, some 20 bytes each, whatever is played. */
export const MOST_FIXES = 200_000
const MOST_WINDOWS = 40

/** The part of the past that is at hand: windows that follow each other. What lies behind the play head is dropped first. */
export class Reel {
  readonly trucks: readonly PlayedTruck[]
  private readonly places: ReadonlyMap<string, number>
  private readonly kept: Kept[]
  /** Where each truck's search for its fix of the moment begins, within the window last asked for. */
  private readonly cursor: Int32Array
  private cursorWindow: Window | null = null

  /** @param sent a window with its beginnings; `every` as it was asked for */
  constructor(sent: PlaybackWindow, every: number) {
    this.trucks = sent.beginnings.map(({ truckId, truckNumber }) => ({ id: truckId, number: truckNumber }))
    this.places = new Map(this.trucks.map(({ id }, place) => [id, place]))
    this.kept = [{ window: unpack(sent, this.places), standing: standingOf(sent.beginnings), every }]
    this.cursor = new Int32Array(this.trucks.length)
  }

  get from() {
    return this.firstKept.window.from
  }

  get until() {
    return this.lastKept.window.until
  }

  /** From where to ask on; null at the end of what is played. */
  get next() {
    return this.lastKept.window.next
  }

  get fixes() {
    return this.kept.reduce((sum, { window }) => sum + window.fixes.at.length, 0)
  }

  /** At least one fix per truck in so many seconds is here, as far as there are any. */
  get every() {
    return Math.max(...this.kept.map(({ every }) => every))
  }

  get windows() {
    return this.kept.length
  }

  /** How long the newest window is. */
  get pace() {
    return this.until - this.lastKept.window.from
  }

  placeOf(id: string) {
    return this.places.get(id) ?? null
  }

  /** At the end of what is played there is nothing more to wait for. */
  covers(time: number) {
    return time >= this.from && (time < this.until || (this.next === null && time <= this.until))
  }

  append(sent: PlaybackWindow, every: number) {
    const { window, standing } = this.lastKept
    this.kept.push({ window: unpack(sent, this.places), standing: standingAfter(standing, window), every })
  }

  /** Drops what lies behind a moment, for as long as there is more than may be kept. */
  trim(before: number) {
    while (this.kept.length > 1 && this.firstKept.window.until <= before) {
      if (this.fixes <= MOST_FIXES && this.kept.length <= MOST_WINDOWS) return
      this.kept.shift()
    }
  }

  /** Whether more may be read ahead of a moment. */
  hasRoom(head: number) {
    const ahead = this.kept.filter(({ window }) => window.until > head)
    const fixes = ahead.reduce((sum, { window }) => sum + window.fixes.at.length, 0)
    return fixes < MOST_FIXES / 2 && ahead.length < MOST_WINDOWS / 2
  }

  /** Where all trucks are at a moment: on the way between two fixes, or where they were heard of last. `still`: only there. */
  picture(time: number, into: Picture, still = false) {
    const at = this.indexAt(time)
    const kept = this.kept[at]
    if (kept === undefined) return
    const { window, standing } = kept
    if (this.cursorWindow !== window) {
      this.cursorWindow = window
      this.cursor.set(window.first.subarray(0, this.trucks.length))
    }
    for (let truck = 0; truck < this.trucks.length; truck++) {
      const motion = this.motionAt(kept, truck, time)
      into.motion[truck] = motion
      if (motion === NEVER) {
        into.longitude[truck] = into.latitude[truck] = Number.NaN
        continue
      }
      const fix = this.fixAt(window, truck, time)
      const fixed = fix >= (window.first[truck] ?? 0)
      const here = fixed ? spot(window.fixes, fix) : spot(standing, truck)
      const said = fixed ? window.fixes : standing
      const place = fixed ? fix : truck
      const next = still ? null : this.nextOn(at, truck, fix + 1, here)
      const share = next === null ? 0 : Math.min(Math.max((time - here.at) / (next.at - here.at), 0), 1)
      into.longitude[truck] = (here.longitude + ((next?.longitude ?? 0) - here.longitude) * share) / 1e6
      into.latitude[truck] = (here.latitude + ((next?.latitude ?? 0) - here.latitude) * share) / 1e6
      const way = next === null ? 0 : metersBetween(here, next)
      const sentSpeed = said.speedKph[place] ?? UNSAID
      const sentHeading = said.heading[place] ?? UNSAID
      into.speedKph[truck] =
        sentSpeed !== UNSAID ? sentSpeed : next === null ? Number.NaN : (way / (next.at - here.at)) * 3600
      if (next !== null && way >= SHORTEST_WAY_METERS) into.heading[truck] = bearing(here, next)
      else if (sentHeading !== UNSAID) into.heading[truck] = sentHeading
      into.heardAt[truck] = here.at
    }
  }

  /** The way a truck came since a moment, in parts: nothing is drawn across a silence. Ends at its last fix. */
  tail(truck: number, since: number, time: number): [number, number][][] {
    const parts: [number, number][][] = []
    let before: Spot | null = null
    for (const { window } of this.kept) {
      if (window.until <= since || window.from > time) continue
      const end = window.first[truck + 1] ?? 0
      for (let fix = window.first[truck] ?? 0; fix < end; fix++) {
        const here = spot(window.fixes, fix)
        if (here.at > time) break
        if (here.at < since) continue
        const first = fix === (window.first[truck] ?? 0)
        const goesOn: boolean = before !== null && (first ? isKnownWay(before, here) : window.gap[fix] === 0)
        if (!goesOn) parts.push([])
        parts.at(-1)?.push([here.longitude / 1e6, here.latitude / 1e6])
        before = here
      }
    }
    return parts
  }

  private get firstKept() {
    return this.kept[0] as Kept
  }

  private get lastKept() {
    return this.kept.at(-1) as Kept
  }

  private indexAt(time: number) {
    const found = this.kept.findIndex(({ window }) => time < window.until)
    return found < 0 ? this.kept.length - 1 : found
  }

  /** The index of the truck's last fix at or before a moment; one before its first where there is none. */
  private fixAt({ first, fixes }: Window, truck: number, time: number): number {
    const begin = first[truck] ?? 0
    const end = first[truck + 1] ?? 0
    let low = Math.max(this.cursor[truck] ?? 0, begin)
    if (low > begin && (fixes.at[low - 1] ?? 0) > time) low = begin
    // Forwards it is a step or two; after a jump a search.
    for (let steps = 0; low < end && (fixes.at[low] ?? 0) <= time; low++)
      if (++steps > 16) {
        low = upper(fixes.at, low, end, time)
        break
      }
    this.cursor[truck] = low
    return low - 1
  }

  private motionAt({ window, standing }: Kept, truck: number, time: number): number {
    let motion = standing.motion[truck] ?? NEVER
    const begin = window.firstMotion[truck] ?? 0
    const end = window.firstMotion[truck + 1] ?? 0
    const i = upper(window.motionAt, begin, end, time) - 1
    if (i >= begin) motion = window.motion[i] ?? motion
    else if (motion === NEVER) {
      const first = window.first[truck] ?? 0
      if (first < (window.first[truck + 1] ?? 0) && (window.fixes.at[first] ?? 0) <= time)
        motion = codeOf(null)
    }
    return motion
  }

  /** The truck's next fix, in whatever window; null where no way leads to it. */
  private nextOn(at: number, truck: number, fix: number, here: Spot): Spot | null {
    const { window } = this.kept[at] as Kept
    if (fix < (window.first[truck + 1] ?? 0)) {
      const next = spot(window.fixes, fix)
      const first = fix === (window.first[truck] ?? 0)
      return (first ? isKnownWay(here, next) : window.gap[fix] === 0) ? next : null
    }
    for (let later = at + 1; later < this.kept.length; later++) {
      const { first, fixes } = (this.kept[later] as Kept).window
      const begin = first[truck] ?? 0
      if (begin === first[truck + 1]) continue
      const next = spot(fixes, begin)
      return isKnownWay(here, next) ? next : null
    }
    return null
  }
}

export function emptyPicture(trucks: number): Picture {
  return {
    longitude: new Float64Array(trucks).fill(Number.NaN),
    latitude: new Float64Array(trucks).fill(Number.NaN),
    heading: new Float32Array(trucks).fill(Number.NaN),
    speedKph: new Float32Array(trucks).fill(Number.NaN),
    motion: new Uint8Array(trucks),
    heardAt: new Float64Array(trucks),
  }
}

const spot = ({ at, longitude, latitude }: Columns, i: number): Spot => ({
  at: at[i] ?? 0,
  longitude: longitude[i] ?? 0,
  latitude: latitude[i] ?? 0,
})

/** The first index in a range whose value is over the given one. */
function upper(values: Float64Array, from: number, to: number, value: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}
