import type { FleetTruck } from '@/lib/fleet/useFleet'

/** More would have to be read through; another letter finds better. */
const MOST_TRUCKS = 7

/** Of a large fleet: the server's search looks beside the number too, and those are left out again. */
export const MOST_FOUND = 50

/** Trucks whose number begins with the text come before those that only contain it. */
export function findTrucks(trucks: readonly FleetTruck[], query: string): FleetTruck[] {
  const text = query.trim().toLocaleLowerCase()
  const beginning: FleetTruck[] = []
  const containing: FleetTruck[] = []
  for (const truck of trucks) {
    const number = truck.number.toLocaleLowerCase()
    if (number.startsWith(text)) beginning.push(truck)
    else if (number.includes(text) && containing.length < MOST_TRUCKS) containing.push(truck)
    if (beginning.length === MOST_TRUCKS) break
  }
  return [...beginning, ...containing].slice(0, text === '' ? 4 : MOST_TRUCKS)
}

export function findActions<Action extends { name: string }>(
  actions: readonly Action[],
  query: string,
): Action[] {
  const text = query.trim().toLocaleLowerCase()
  return actions.filter(({ name }) => name.toLocaleLowerCase().includes(text))
}
