import type { Truck } from '@/api/types'
import { stateOf, type TruckState } from '@/lib/fleet/state'
import type { FleetTruck } from '@/lib/fleet/useFleet'
import type { LiveFix } from '@/lib/live/store'

/** A truck with its newest fix, as list, map and panel show it. */
export interface Row extends FleetTruck {
  fix: LiveFix | null
  state: TruckState
  /** Epoch milliseconds since when the state lasts; null when nobody said. */
  since: number | null
  /** Epoch milliseconds of the newest fix. */
  lastFixAt: number | null
}

export type Counts = Record<TruckState, number>

const known = new WeakMap<FleetTruck, Row>()

/**
 * The row of a truck; the same object as before while nothing of it has changed, so that of 5,000 trucks only those
 * that have news are drawn anew. `goneBefore` as in `stateOf`.
 */
export function rowOf(
  truck: FleetTruck,
  fixes: ReadonlyMap<string, LiveFix>,
  goneBefore: number | null,
): Row {
  const fix = fixes.get(truck.id) ?? null
  const before = known.get(truck)
  // What is live and was not counted offline by this page itself can only change with the next fix.
  if (fix !== null && before?.fix === fix && goneBefore === null && before.state !== 'offline') return before
  const { facts } = truck
  const lastFixAt = fix?.at ?? instant(facts?.lastFixAt)
  const state = stateOf(fix === null ? facts?.motion : fix.motion, lastFixAt, goneBefore)
  if (before?.fix === fix && before.state === state) return before
  const said = fix === null ? instant(facts?.motionSince) : fix.since
  const since = state === 'offline' ? lastFixAt : said
  const row = { ...truck, fix, lastFixAt, state, since }
  known.set(truck, row)
  return row
}

const instant = (text: string | null | undefined) => (text ? Date.parse(text) : null)

export function count(rows: readonly Row[]): Counts {
  const counts: Counts = { moving: 0, idling: 0, stopped: 0, offline: 0, none: 0 }
  for (const row of rows) counts[row.state]++
  return counts
}

/** The second line of a row and of the panel: what is written about the truck. */
export function factsLine(
  row: Pick<Row, 'facts'>,
  keys: readonly ('brand' | 'company' | 'trailerSize' | 'operatingLocation')[],
) {
  const said = keys
    .map((key) => row.facts?.[key])
    .filter((fact) => fact !== null && fact !== undefined && fact !== '')
  return said.join(' · ')
}

/** Whether every word of a search is found somewhere in what is known of a truck. */
export function matcher(query: string): (row: Row) => boolean {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return () => true
  return ({ number, facts }) => {
    const text = facts === null ? number.toLocaleLowerCase() : textOf(facts)
    return words.every((word) => text.includes(word))
  }
}

const texts = new WeakMap<Truck, string>()

function textOf(facts: Truck): string {
  const before = texts.get(facts)
  if (before !== undefined) return before
  const { truckNumber, company, brand, operatingLocation, fleetManager, deviceIds } = facts
  const all = [truckNumber, company, brand, operatingLocation, fleetManager, ...(deviceIds ?? [])]
  const text = all.filter(Boolean).join(' ').toLocaleLowerCase()
  texts.set(facts, text)
  return text
}
