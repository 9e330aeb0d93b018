import type { PlaybackWindow } from '@/api/types'
import { type Motion, motions } from '@/lib/fleet/state'

/** What a truck does is kept as a number: 0 before its first fix, else its place in `motions` and one. */
export const NEVER = 0

export const codeOf = (said: string | null): number =>
  said === null ? codeOf('moving') : motions.indexOf(said === 'noSignal' ? 'offline' : (said as Motion)) + 1

export const motionOf = (code: number): Motion | null => motions[code - 1] ?? null

/** A speed or heading that no tracker sent. */
export const UNSAID = -1

/** Fixes in columns, truck after truck, those of each in the order of time. Places are in 1e-6 degrees. */
export interface Columns {
  at: Float64Array
  longitude: Int32Array
  latitude: Int32Array
  speedKph: Int16Array
  heading: Int16Array
}

export const columns = (length: number): Columns => ({
  at: new Float64Array(length),
  longitude: new Int32Array(length),
  latitude: new Int32Array(length),
  speedKph: new Int16Array(length).fill(UNSAID),
  heading: new Int16Array(length).fill(UNSAID),
})

/** A window of the past, unpacked. Trucks are known by their place in the list of trucks. */
export interface Window {
  from: number
  until: number
  /** From where to ask on; null at the end. */
  next: number | null
  fixes: Columns
  /** 1 where no way from the fix before is known. */
  gap: Uint8Array
  /** Where each truck's fixes begin; one more for the end. */
  first: Int32Array
  motionAt: Float64Array
  motion: Uint8Array
  firstMotion: Int32Array
}

/** Unpacks a window. Paths of trucks that are not in the list are left out. */
export function unpack(sent: PlaybackWindow, places: ReadonlyMap<string, number>): Window {
  const from = Date.parse(sent.from)
  const paths = sent.paths
    .flatMap((path) => {
      const place = places.get(path.truckId)
      return place === undefined ? [] : [{ place, path }]
    })
    .sort((a, b) => a.place - b.place)
  const fixes = columns(paths.reduce((sum, { path }) => sum + path.times.length, 0))
  const motionCount = paths.reduce((sum, { path }) => sum + path.motionTimes.length, 0)
  const window: Window = {
    from,
    until: Date.parse(sent.until),
    next: sent.next === null ? null : Date.parse(sent.next),
    fixes,
    gap: new Uint8Array(fixes.at.length),
    first: new Int32Array(places.size + 1),
    motionAt: new Float64Array(motionCount),
    motion: new Uint8Array(motionCount),
    firstMotion: new Int32Array(places.size + 1),
  }
  let fix = 0
  let motion = 0
  let filled = 0
  for (const { place, path } of paths) {
    window.first.fill(fix, filled, place + 1)
    window.firstMotion.fill(motion, filled, place + 1)
    filled = place + 1
    for (const gap of path.gaps) window.gap[fix + gap] = 1
    let [at, longitude, latitude] = [from, 0, 0]
    for (let i = 0; i < path.times.length; i++, fix++) {
      fixes.at[fix] = at += path.times[i] ?? 0
      fixes.longitude[fix] = longitude += path.longitudes[i] ?? 0
      fixes.latitude[fix] = latitude += path.latitudes[i] ?? 0
      fixes.speedKph[fix] = path.speedsKph[i] ?? UNSAID
      fixes.heading[fix] = path.headingsDegrees[i] ?? UNSAID
    }
    for (let i = 0; i < path.motionTimes.length; i++, motion++) {
      window.motionAt[motion] = from + (path.motionTimes[i] ?? 0)
      window.motion[motion] = codeOf(path.motions[i] ?? null)
    }
  }
  window.first.fill(fix, filled)
  window.firstMotion.fill(motion, filled)
  return window
}

/** Where each truck is at a window's beginning. */
export interface Standing extends Columns {
  motion: Uint8Array
}

export function standingOf(beginnings: PlaybackWindow['beginnings']): Standing {
  const standing = { ...columns(beginnings.length), motion: new Uint8Array(beginnings.length) }
  beginnings.forEach((one, i) => {
    if (one.recordedAt === null) return
    standing.at[i] = Date.parse(one.recordedAt)
    standing.longitude[i] = one.longitude ?? 0
    standing.latitude[i] = one.latitude ?? 0
    standing.speedKph[i] = one.speedKph ?? UNSAID
    standing.heading[i] = one.headingDegrees ?? UNSAID
    standing.motion[i] = codeOf(one.motion)
  })
  return standing
}

/** Where each truck is at the window's end. */
export function standingAfter(before: Standing, { first, fixes, firstMotion, motion }: Window): Standing {
  const after: Standing = {
    at: before.at.slice(),
    longitude: before.longitude.slice(),
    latitude: before.latitude.slice(),
    speedKph: before.speedKph.slice(),
    heading: before.heading.slice(),
    motion: before.motion.slice(),
  }
  for (let truck = 0; truck < after.at.length; truck++) {
    const last = (first[truck + 1] ?? 0) - 1
    if (last >= (first[truck] ?? 0)) {
      copyFix(fixes, last, after, truck)
      if (after.motion[truck] === NEVER) after.motion[truck] = codeOf(null)
    }
    const lastMotion = (firstMotion[truck + 1] ?? 0) - 1
    if (lastMotion >= (firstMotion[truck] ?? 0)) after.motion[truck] = motion[lastMotion] ?? NEVER
  }
  return after
}

export function copyFix(from: Columns, i: number, to: Columns, j: number) {
  to.at[j] = from.at[i] ?? 0
  to.longitude[j] = from.longitude[i] ?? 0
  to.latitude[j] = from.latitude[i] ?? 0
  to.speedKph[j] = from.speedKph[i] ?? UNSAID
  to.heading[j] = from.heading[i] ?? UNSAID
}
