import { useMay } from '@/api/may'
import type { Place } from './places'

/** Those of the places that are of use to who is signed in. */
export function usePlaces(all: readonly Place[]): readonly Place[] {
  const may = useMay()
  return all.filter(({ needs }) => needs === undefined || may(needs))
}
