import { useMay } from '@/api/may'
import { type Place, placesFor } from './places'

/** Those of the places that are of use to who is signed in. */
export function usePlaces(all: readonly Place[]): readonly Place[] {
  return placesFor(all, useMay())
}
