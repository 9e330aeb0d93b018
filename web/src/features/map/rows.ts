import { stateOf, type TruckState } from '@/lib/fleet/state'
import type { FleetTruck } from '@/lib/fleet/useFleet'
import type { LiveFix } from '@/lib/live/store'

/** A truck with its newest fix, as list, map and panel show it. */
export interface Row extends FleetTruck {
  fix: LiveFix | null
  state: TruckState
  /** Epoch milliseconds of the newest fix. */
  lastFixAt: number | null
}

export type Counts = Record<TruckState, number>

export function rowOf(truck: FleetTruck, fixes: ReadonlyMap<string, LiveFix>, now: number): Row {
  const fix = fixes.get(truck.id) ?? null
  const written = truck.facts?.lastFixAt ?? null
  const lastFixAt = fix?.at ?? (written === null ? null : Date.parse(written))
  return { ...truck, fix, lastFixAt, state: stateOf(lastFixAt, now) }
}

export function count(rows: readonly Row[]): Counts {
  const counts: Counts = { reporting: 0, silent: 0, none: 0 }
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
    const known = [
      number,
      facts?.company,
      facts?.brand,
      facts?.operatingLocation,
      facts?.fleetManager,
      ...(facts?.deviceIds ?? []),
    ]
    const text = known.filter(Boolean).join(' ').toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  }
}
