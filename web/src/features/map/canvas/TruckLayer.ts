import type { Feature, Point } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { LiveFix } from '@/lib/live/store'
import type { Row } from '../rows'
import { Glider } from './glide'

/** Below this zoom a glide would be less than a pixel long. */
const GLIDE_FROM_ZOOM = 8

interface Drawn {
  fix: LiveFix
  icon: string
  selected: boolean
}

/** The trucks on the map: sends only what has changed, at most once a frame, and not before the last frame has been taken. */
export class TruckLayer {
  private readonly glider = new Glider()
  private readonly drawn = new Map<string, Drawn>()
  private readonly changed = new Set<string>()
  private readonly removed = new Set<string>()
  private readonly still = window.matchMedia('(prefers-reduced-motion: reduce)')
  private selectedChanged = false
  private sending = false
  private frame = 0
  private gone = false

  constructor(private readonly map: MapLibre) {}

  update(rows: Iterable<Row>, selected: string | null) {
    const now = performance.now()
    const seen = new Set<string>()
    for (const row of rows) {
      if (row.fix === null) continue
      seen.add(row.id)
      this.put(row.id, { fix: row.fix, icon: iconOf(row), selected: row.id === selected }, now)
    }
    for (const [id, { selected: wasSelected }] of this.drawn) if (!seen.has(id)) this.remove(id, wasSelected)
    if (this.changed.size > 0 || this.removed.size > 0 || this.selectedChanged) this.schedule()
  }

  dispose() {
    this.gone = true
    cancelAnimationFrame(this.frame)
  }

  private put(id: string, next: Drawn, now: number) {
    const before = this.drawn.get(id)
    if (before && before.fix === next.fix && before.icon === next.icon && before.selected === next.selected)
      return
    if (before && before.fix !== next.fix && this.glides) this.glider.start(id, before.fix, next.fix, now)
    if (before?.selected && !next.selected) this.selectedChanged = true
    if (next.selected) {
      this.selectedChanged = true
      if (before && !before.selected) this.removed.add(id)
    }
    this.drawn.set(id, next)
    this.changed.add(id)
  }

  private remove(id: string, wasSelected: boolean) {
    this.drawn.delete(id)
    this.changed.delete(id)
    this.glider.stop(id)
    if (wasSelected) this.selectedChanged = true
    else this.removed.add(id)
  }

  private get glides() {
    return !this.still.matches && this.map.getZoom() >= GLIDE_FROM_ZOOM
  }

  private schedule() {
    if (this.sending || this.gone) return
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame((now) => void this.send(now))
  }

  private async send(now: number) {
    this.sending = true
    for (const id of this.glider.step(now)) this.changed.add(id)
    const add: Feature[] = []
    let selected: Feature | null = null
    for (const [id, drawn] of this.drawn) if (drawn.selected) selected = this.feature(id, drawn, now)
    for (const id of this.changed) {
      const drawn = this.drawn.get(id)
      if (drawn?.selected) this.selectedChanged = true
      else if (drawn) add.push(this.feature(id, drawn, now))
    }
    const remove = [...this.removed]
    const selectedChanged = this.selectedChanged
    this.changed.clear()
    this.removed.clear()
    this.selectedChanged = false
    const work: Promise<void>[] = []
    if (add.length > 0 || remove.length > 0) work.push(this.source('trucks').updateData({ remove, add }))
    if (selectedChanged) {
      work.push(
        this.source('selected').setData({
          type: 'FeatureCollection',
          features: selected === null ? [] : [selected],
        }),
      )
    }
    await Promise.allSettled(work)
    this.sending = false
    if (this.glider.active || this.changed.size > 0 || this.removed.size > 0 || this.selectedChanged)
      this.schedule()
  }

  private source(id: string) {
    return this.map.getSource(id) as GeoJSONSource
  }

  private feature(id: string, { fix, icon }: Drawn, now: number): Feature<Point> {
    const { longitude, latitude } = this.glider.placeOf(id, fix, now)
    return {
      type: 'Feature',
      id,
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: { id, icon, number: fix.truckNumber, turn: icon === 'arrow' ? fix.headingDegrees : 0 },
    }
  }
}

function iconOf({ state, fix }: Row): string {
  if (state === 'silent') return 'silent'
  return fix?.headingDegrees === null ? 'dot' : 'arrow'
}
