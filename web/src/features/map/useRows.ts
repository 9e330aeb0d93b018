import { useMemo, useState } from 'react'
import type { FleetTruck } from '@/lib/fleet/useFleet'
import { useGoneBefore } from '@/lib/fleet/useGoneBefore'
import { useLive } from '@/lib/live/store'
import type { MapUrl } from './mapUrl'
import { count, type Row, rowOf } from './rows'

/** All rows, the wanted ones to list, and the counts of these. While `held`, nobody joins or leaves the list: nothing moves under the pointer. */
export function useRows(
  trucks: readonly FleetTruck[],
  wants: (row: Row) => boolean,
  { q, show }: Pick<MapUrl, 'q' | 'show'>,
  held: boolean,
) {
  const fixes = useLive((state) => state.fixes)
  const goneBefore = useGoneBefore()

  const rows = useMemo(
    () => trucks.map((truck) => rowOf(truck, fixes, goneBefore)),
    [trucks, fixes, goneBefore],
  )
  const found = useMemo(() => rows.filter(wants), [rows, wants])
  const fresh = useMemo(
    () => (show === null ? found : found.filter((row) => row.state === show)),
    [found, show],
  )
  const listed = useHeld(fresh, found, held && show !== null, `${show} ${q}`)

  return { rows, listed, counts: useMemo(() => count(found), [found]) }
}

/** The rows that were listed when the hold began, each in its newest form. A different question ends the hold. */
function useHeld(
  fresh: readonly Row[],
  found: readonly Row[],
  held: boolean,
  question: string,
): readonly Row[] {
  const [hold, setHold] = useState<{ question: string; ids: ReadonlySet<string> } | null>(null)
  const active = held && hold?.question === question ? hold : null
  if (held && active === null) setHold({ question, ids: new Set(fresh.map((row) => row.id)) })
  if (!held && hold !== null) setHold(null)
  return useMemo(
    () => (active === null ? fresh : found.filter((row) => active.ids.has(row.id))),
    [active, fresh, found],
  )
}
