import type { Truck } from '@/api/types'
import { useLive } from '@/lib/live/store'
import { stateOf, type TruckState } from './state'
import { useGoneBefore } from './useGoneBefore'

/** What one truck does now: from the live line, or as it was written when the line has nothing of it. */
export function useTruckNow(
  id: string,
  facts: Truck | null,
): { state: TruckState; headingDegrees: number | null } {
  const fix = useLive((state) => state.fixes.get(id))
  const goneBefore = useGoneBefore()
  const written = facts?.lastFixAt ?? null
  const lastFixAt = fix?.at ?? (written === null ? null : Date.parse(written))
  const state = stateOf(fix === undefined ? facts?.motion : fix.motion, lastFixAt, goneBefore)
  return { state, headingDegrees: fix?.headingDegrees ?? null }
}
