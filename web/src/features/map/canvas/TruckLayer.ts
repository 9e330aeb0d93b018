import type { Feature, Point } from 'geojson'
import type { GeoJSONSource, LngLatBounds, Map as MapLibre } from 'maplibre-gl'
import { CLUSTER_MAX_ZOOM, type Cluster, clusterTrucks, type Dot } from '@/components/map/clusters'
import { ringName } from '@/components/map/mix'
import { motions } from '@/lib/fleet/state'
import type { LiveFix } from '@/lib/live/store'
import { type Ring, readable } from '../rings'
import type { Row } from '../rows'
import { Glider } from './glide'

/** Below this zoom a glide would be less than a pixel long. */
const GLIDE_FROM_ZOOM = 8

/** Clusters follow their moving trucks this often; who joins or leaves the map is counted at once. */
const CLUSTER_EVERY_MS = 1000

interface Drawn extends Dot {
  row: Row
  fix: LiveFix
  icon: string
  /** The last update in which the truck was there. */
  seen: number
}

/**
 * The trucks on the map, in three sources: the selected one, the clusters, and the trucks that stand alone, of which
 * only those that have changed are sent, at most once a frame, and not before the last frame has been taken.
 */
export class TruckLayer {
  private readonly glider = new Glider()
  private readonly drawn = new Map<string, Drawn>()
  private selected: Drawn | null = null
  private alone: ReadonlySet<string> = new Set()
  private readonly changed = new Set<string>()
  private selectedChanged = false
  private updates = 0
  /** When the clusters were last counted; they are counted anew once they are older than they may be. */
  private clusteredAt = Number.NEGATIVE_INFINITY
  private clustersStale = false
  /** The server's clusters; null where they are counted here. */
  private told: readonly Ring[] | null = null
  private level: number
  private readonly still = window.matchMedia('(prefers-reduced-motion: reduce)')
  private sending = false
  private frame = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private gone = false

  constructor(private readonly map: MapLibre) {
    this.level = levelOf(map)
    map.on('zoom', this.zoomed)
  }

  update(rows: Iterable<Row>, selectedId: string | null, told: readonly Ring[] | null = null) {
    const now = performance.now()
    if (told !== this.told) {
      this.told = told
      this.countClusters()
    }
    const view = this.glides ? this.map.getBounds() : null
    const seen = ++this.updates
    let selected: Drawn | null = null
    let there = 0
    for (const row of rows) {
      if (row.id === selectedId) {
        selected = drawnOf(row, seen)
        continue
      }
      if (told !== null) continue
      const before = this.drawn.get(row.id)
      // A row without news is the same object: of 5,000 trucks only a few need more than this.
      if (before?.row === row) before.seen = seen
      else {
        const next = drawnOf(row, seen)
        if (next === null) continue
        this.put(before, next, view, now)
      }
      there++
    }
    this.select(selected, view, now)
    if (there < this.drawn.size)
      for (const drawn of this.drawn.values()) if (drawn.seen !== seen) this.remove(drawn.id)
    this.schedule()
  }

  dispose() {
    this.gone = true
    this.map.off('zoom', this.zoomed)
    cancelAnimationFrame(this.frame)
    clearTimeout(this.timer)
  }

  private readonly zoomed = () => {
    const level = levelOf(this.map)
    if (level === this.level) return
    this.level = level
    this.countClusters()
    this.schedule()
  }

  private get glides() {
    return !this.still.matches && this.map.getZoom() >= GLIDE_FROM_ZOOM
  }

  private put(before: Drawn | undefined, next: Drawn, view: LngLatBounds | null, now: number) {
    this.drawn.set(next.id, next)
    if (before?.fix === next.fix && before.icon === next.icon) return
    this.clustersStale = true
    if (before?.motion !== next.motion) this.countClusters()
    if (!this.alone.has(next.id)) return
    if (before !== undefined) this.glide(before, next, view, now)
    this.changed.add(next.id)
  }

  private select(next: Drawn | null, view: LngLatBounds | null, now: number) {
    const before = this.selected
    if (before?.row === next?.row) return
    if (before !== null && before.id === next?.id) this.glide(before, next, view, now)
    this.selected = next
    this.selectedChanged = true
  }

  private remove(id: string) {
    this.drawn.delete(id)
    if (id !== this.selected?.id) this.glider.stop(id)
    this.countClusters()
  }

  /** Only a truck that moves, and whose way can be seen. */
  private glide(before: Drawn, next: Drawn, view: LngLatBounds | null, now: number) {
    if (before.fix === next.fix) return
    const seen =
      view?.contains([next.longitude, next.latitude]) || view?.contains([before.longitude, before.latitude])
    if (seen && next.motion === 'moving') this.glider.start(next.id, before.fix, next.fix, now)
    else this.glider.stop(next.id)
  }

  private countClusters() {
    this.clustersStale = true
    this.clusteredAt = Number.NEGATIVE_INFINITY
  }

  private schedule() {
    if (this.sending || this.gone) return
    const busy = this.changed.size > 0 || this.selectedChanged || this.glider.active
    const wait = this.clustersStale
      ? this.clusteredAt + CLUSTER_EVERY_MS - performance.now()
      : Number.POSITIVE_INFINITY
    clearTimeout(this.timer)
    cancelAnimationFrame(this.frame)
    if (busy || wait <= 0) this.frame = requestAnimationFrame((now) => void this.send(now))
    else if (this.clustersStale) this.timer = setTimeout(() => this.schedule(), wait)
  }

  private async send(now: number) {
    this.sending = true
    const work: Promise<void>[] = []
    const remove: string[] = []
    const gliding = this.glider.step(now)
    for (const id of gliding) this.changed.add(id)
    if (this.clustersStale && now - this.clusteredAt >= CLUSTER_EVERY_MS) {
      const { clusters, alone } = this.clusters()
      for (const id of this.alone) if (!alone.has(id)) remove.push(id)
      for (const id of alone) if (!this.alone.has(id)) this.changed.add(id)
      this.alone = alone
      this.clustersStale = false
      this.clusteredAt = now
      work.push(this.source('clusters').setData(collection(clusters)))
    }
    const add: Feature[] = []
    for (const id of this.changed) {
      const drawn = this.drawn.get(id)
      if (drawn && this.alone.has(id)) add.push(this.feature(drawn, now))
    }
    if (add.length > 0 || remove.length > 0) work.push(this.source('trucks').updateData({ remove, add }))
    if (this.selectedChanged || (this.selected !== null && this.changed.has(this.selected.id)))
      work.push(
        this.source('selected').setData(collection(this.selected ? [this.feature(this.selected, now)] : [])),
      )
    this.changed.clear()
    this.selectedChanged = false
    await Promise.allSettled(work)
    this.sending = false
    this.schedule()
  }

  private clusters(): { clusters: Feature[]; alone: ReadonlySet<string> } {
    if (this.told !== null)
      return { clusters: readable(this.told, this.level).map(ringFeature), alone: nobody }
    const { clusters, alone } = clusterTrucks([...this.drawn.values()], this.level)
    return { clusters: clusters.map(clusterFeature), alone }
  }

  private source(id: string) {
    return this.map.getSource(id) as GeoJSONSource
  }

  private feature({ id, fix, icon }: Drawn, now: number): Feature<Point> {
    const { longitude, latitude } = this.glider.placeOf(id, fix, now)
    return {
      type: 'Feature',
      id,
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: { id, icon, number: fix.truckNumber, turn: icon === 'arrow' ? fix.headingDegrees : 0 },
    }
  }
}

const nobody: ReadonlySet<string> = new Set()

const levelOf = (map: MapLibre) => Math.min(Math.floor(map.getZoom()), CLUSTER_MAX_ZOOM + 1)

const collection = (features: Feature[]) => ({ type: 'FeatureCollection' as const, features })

function drawnOf(row: Row, seen: number): Drawn | null {
  const { id, fix, state } = row
  if (fix === null || state === 'none') return null
  const icon = state === 'moving' && fix.headingDegrees !== null ? 'arrow' : state
  return { id, longitude: fix.longitude, latitude: fix.latitude, motion: state, row, fix, icon, seen }
}

function clusterFeature({ longitude, latitude, count, mix, bounds }: Cluster): Feature<Point> {
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: { ring: ringName(mix), count, bounds },
  }
}

/** One truck alone looks as it does when it is told by itself, but for its heading. */
function ringFeature({ longitude, latitude, count, mix, truck }: Ring): Feature<Point> {
  const motion = motions[mix.findIndex((n) => n > 0)]
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties:
      truck === null ? { ring: ringName(mix), count: short(count) } : { ring: motion, count: '', id: truck },
  }
}

/** As much as a ring has room for. */
const short = (count: number) => (count < 10_000 ? count : `${Math.round(count / 1000)}k`)
