import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { Stop, Truck } from '@/api/types'
import { useNarrow, useTitle } from '@/lib/hooks'
import type { Box } from '@/lib/live/messages'
import { useLive } from '@/lib/live/store'
import { nowhere } from './day/look'
import { useTruckDay } from './day/useTruckDay'
import { EmptyFleet } from './EmptyFleet'
import { LiveIndicator } from './LiveIndicator'
import { ListHeader } from './list/ListHeader'
import { ManyTrucks } from './list/ManyTrucks'
import { NothingFound } from './list/NothingFound'
import { TruckList } from './list/TruckList'
import { useListKeys } from './list/useListKeys'
import { MissingTruck } from './panel/MissingTruck'
import { TruckPanel } from './panel/TruckPanel'
import { Sheet, type Snap } from './Sheet'
import { useMapFleet } from './useMapFleet'
import { useMapUrl } from './useMapUrl'

const TruckMap = lazy(() => import('./canvas/TruckMap'))

const noStops: readonly Stop[] = []

const WIDE_INSETS = { top: 64, right: 64, bottom: 84, left: 72 }
const PANEL_INSETS = { ...WIDE_INSETS, right: 384 + 16 + 48 }

interface Props {
  onEdit: (truck: Truck) => void
  onShare: (truck: { id: string; number: string }) => void
  /** What must be seen first of the selected truck, above all else in its panel. */
  alert: (truckId: string) => ReactNode
  /** What other features say of the selected truck, below its day. */
  sections: (truck: { id: string; number: string }) => ReactNode
  /** Something that the whole map should know. */
  notice: ReactNode
}

export function MapView({ onEdit, onShare, alert, sections, notice }: Props) {
  const narrow = useNarrow()
  const [url, change] = useMapUrl()
  const [held, setHeld] = useState(false)
  const [view, setView] = useState<Box | null>(null)
  const fleet = useMapFleet(url, held, view)
  const { listed, selected } = fleet
  const loaded = useLive((state) => state.heardAt !== null || state.connection.state === 'lost')
  const search = useRef<HTMLInputElement>(null)
  const [snap, setSnap] = useState<Snap>('low')
  const [look, setLook] = useState(nowhere)
  const [shown, setShown] = useState<Stop | null>(null)

  const day = useTruckDay(selected, url.day)
  useTitle(selected?.number ?? 'Map')

  const select = (truck: string | null) => {
    setActive(null)
    if (truck !== url.truck) change({ truck, day: null }, 'push')
  }
  const [active, setActive] = useListKeys({
    rows: listed,
    selected: url.truck,
    search,
    onSelect: select,
    onEscape: () => select(null),
  })

  useEffect(() => setSnap(url.truck === null ? 'low' : 'half'), [url.truck])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day has no point and no stop in common with this one
  useEffect(() => {
    setLook(nowhere)
    setShown(null)
  }, [url.truck, day?.day])

  const insets = useMemo(() => {
    if (!narrow) return url.truck === null ? WIDE_INSETS : PANEL_INSETS
    // A sheet that is all the way up leaves no map to speak of: then what counts is where it goes back to.
    const sheet = snap === 'low' ? 92 + 36 : window.innerHeight * 0.46 + 16
    return { top: 170, right: 36, bottom: url.truck === null ? 96 : sheet, left: 36 }
  }, [narrow, url.truck, snap])

  const showStop = (stop: Stop) => {
    setShown({ ...stop })
    if (narrow && snap === 'full') setSnap('half')
  }

  const empty = fleet.nothing === 'fleet' && !fleet.loading && fleet.error === null
  const header = (
    <ListHeader
      ref={search}
      total={fleet.total}
      counts={fleet.counts}
      url={url}
      onSearch={(q) => change({ q }, 'replace')}
      onShow={(show) => change({ show }, 'push')}
    />
  )
  const list =
    fleet.many !== null ? (
      <ManyTrucks count={fleet.many} />
    ) : listed.length === 0 && !fleet.loading ? (
      <NothingFound
        error={fleet.error}
        nothing={fleet.nothing}
        onRetry={() => void fleet.retry()}
        onClear={() => change({ q: '', show: null }, 'push')}
      />
    ) : (
      <TruckList
        rows={listed}
        loading={fleet.loading}
        more={fleet.more}
        selected={url.truck}
        active={active}
        onSelect={select}
        onHover={setHeld}
      />
    )
  const panel =
    selected !== null ? (
      <TruckPanel
        row={selected}
        day={day}
        chosen={url.day}
        look={look}
        onLook={setLook}
        onDay={(to) => change({ day: to }, 'push')}
        onShowStop={showStop}
        onEdit={onEdit}
        onShare={() => onShare({ id: selected.id, number: selected.number })}
        onClose={() => select(null)}
        alert={alert(selected.id)}
      >
        {sections(selected)}
      </TruckPanel>
    ) : (
      fleet.missing && <MissingTruck onClose={() => select(null)} />
    )
  const map = (
    <Suspense
      fallback={<section aria-label="Map" aria-busy className="absolute inset-0 bg-[var(--water)]" />}
    >
      <TruckMap
        rows={fleet.onMap}
        rings={fleet.rings}
        extent={fleet.extent}
        large={fleet.large}
        selected={url.truck}
        loaded={loaded}
        day={url.day}
        track={day === null ? null : day.track}
        stops={day?.stops ?? noStops}
        shown={shown}
        frame={url.frame}
        insets={insets}
        look={look}
        onLook={setLook}
        onFrame={(frame) => change({ frame }, 'replace')}
        onView={setView}
        onSelect={select}
      />
    </Suspense>
  )

  if (narrow) {
    return (
      <main className="absolute inset-0 overflow-hidden">
        {map}
        <div className="pointer-events-none absolute inset-x-3 top-3 z-20 flex flex-col items-start gap-2 *:pointer-events-auto">
          <div className="floating w-full rounded-xl px-3 pt-3 pb-1.5">{header}</div>
          <LiveIndicator />
          {notice}
        </div>
        {empty && <EmptyFleet />}
        {panel ? (
          <Sheet label="The selected truck" snap={snap} onSnap={setSnap} low={92}>
            {panel}
          </Sheet>
        ) : (
          !empty && (
            <Sheet label="The list of trucks" snap={snap} onSnap={setSnap} low={76}>
              {list}
            </Sheet>
          )
        )}
      </main>
    )
  }
  return (
    <main className="grid h-full grid-cols-[352px_minmax(0,1fr)] max-desk:grid-cols-[280px_minmax(0,1fr)]">
      <aside aria-label="Trucks" className="flex min-h-0 flex-col border-line border-r bg-surface">
        <div className="border-line border-b px-4 pt-3.5 pb-2">{header}</div>
        {list}
      </aside>
      <div className="relative min-w-0 overflow-hidden">
        {map}
        {notice}
        <LiveIndicator />
        {empty && <EmptyFleet />}
        {panel && (
          <aside
            aria-label="The selected truck"
            className="floating pop-in absolute top-4 right-4 z-20 flex max-h-[calc(100%-32px)] w-96 max-w-[calc(100%-32px)] flex-col overflow-hidden"
          >
            {panel}
          </aside>
        )}
      </div>
    </main>
  )
}
