import { useCallback, useMemo } from 'react'
import type { Placed } from '@/components/map/view'
import type { TruckState } from '@/lib/fleet/state'
import { type FleetTruck, useFleet } from '@/lib/fleet/useFleet'
import { useFound } from '@/lib/fleet/useFound'
import { useTruck } from '@/lib/fleet/useTruck'
import { holds } from '@/lib/live/box'
import type { Box } from '@/lib/live/messages'
import { useLive } from '@/lib/live/store'
import { useFollow, useFoundLive } from '@/lib/live/wish'
import type { MapUrl } from './mapUrl'
import { corners, countsOf, ringsOf } from './rings'
import { matcher, type Row } from './rows'
import { useRows } from './useRows'

/** Why no truck is listed: the fleet has none, none matches, none is in view, or those asked for have no place. */
export type Nothing = 'fleet' | 'match' | 'view' | 'placeless'

/**
 * The trucks of the map and of the list beside it. Of a large fleet these are the ones in view, once they are few
 * enough to be told one by one, or the ones that the server's search finds; until then the map has the server's clusters.
 */
export function useMapFleet(url: MapUrl, held: boolean, view: Box | null) {
  const fleet = useFleet()
  const whole = useLive((state) => state.large)
  const large = whole !== null
  const searching = large && url.q.trim() !== ''
  const search = useFound(large ? url.q : '')
  const one = useTruck(large ? url.truck : null)
  useFoundLive(useMemo(() => search.trucks?.map(({ id }) => id) ?? null, [search.trucks]))

  const among = searching ? search.trucks : fleet.trucks
  const trucks = useMemo(() => withTruck(among ?? [], one.truck), [among, one.truck])
  const found = useMemo(() => new Set(search.trucks?.map(({ id }) => id)), [search.trucks])
  const matches = useMemo(() => matcher(url.q), [url.q])
  const wants = useCallback(
    (row: Row) => {
      if (!large) return matches(row)
      return searching ? found.has(row.id) : row.fix !== null && view !== null && holds(view, row.fix)
    },
    [large, searching, matches, found, view],
  )
  const { rows, listed, counts } = useRows(trucks, wants, url, held)

  const selected = url.truck === null ? null : (rows.find((row) => row.id === url.truck) ?? null)
  // What stands in the address may be no truck's id.
  useFollow(selected?.id ?? null)
  const onMap = useMemo(() => {
    const shown =
      large && !searching ? rows.filter(({ state }) => url.show === null || state === url.show) : listed
    return selected === null || shown.includes(selected) ? shown : [...shown, selected]
  }, [large, searching, rows, listed, url.show, selected])

  const clusters = searching && search.trucks !== undefined ? null : (whole?.clusters ?? null)
  const known = whole?.counts ?? null
  const asked = known !== null
  // Those that came before the server was asked for this view are not for its zoom.
  const rings = useMemo(
    () => clusters && (asked ? ringsOf(clusters, url.show, url.truck) : []),
    [clusters, asked, url.show, url.truck],
  )
  const box = known?.box ?? null
  const extent = useMemo<readonly Placed[]>(
    () => (!large || searching ? onMap : box === null ? [] : corners(box)),
    [large, searching, onMap, box],
  )

  const searched = search.trucks !== undefined || search.error !== null
  const looked = asked && view !== null
  const loading = large ? !(searching ? searched : looked) : fleet.loading
  const nothing = nothingOf(large, searching, fleet.trucks.length, url.show)
  return {
    large,
    loading,
    error: searching ? search.error : fleet.error,
    retry: searching ? search.retry : fleet.retry,
    total: fleet.count,
    counts: large && !searching ? known && countsOf(known) : loading ? null : counts,
    listed,
    selected,
    missing: large
      ? one.missing
      : url.truck !== null && selected === null && !fleet.loading && fleet.error === null,
    /** More trucks than this are not told one by one; null where they are. */
    many: rings === null || nothing === 'placeless' ? null : (whole?.total ?? null),
    /** The search has found more than are listed. */
    more: search.more,
    nothing,
    onMap,
    rings,
    extent,
  }
}

function withTruck(trucks: readonly FleetTruck[], one: FleetTruck | null): readonly FleetTruck[] {
  if (one === null) return trucks
  const there = trucks.some(({ id }) => id === one.id)
  return there ? trucks.map((truck) => (truck.id === one.id ? one : truck)) : [...trucks, one]
}

function nothingOf(large: boolean, searching: boolean, trucks: number, show: TruckState | null): Nothing {
  if (!large) return trucks === 0 ? 'fleet' : 'match'
  if (searching) return 'match'
  return show === null ? 'view' : show === 'none' ? 'placeless' : 'match'
}
