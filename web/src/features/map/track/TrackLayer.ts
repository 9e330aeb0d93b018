import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { Track } from '@/api/types'
import { drawTrack, type TrackPoint } from './track'

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] }

/** The selected truck's track on the map, and the point of it that is looked at. */
export class TrackLayer {
  private shown: Track | null = null

  constructor(private readonly map: MapLibre) {}

  show(track: Track | null) {
    if (track === this.shown) return
    this.shown = track
    void this.source('track').setData(track === null ? nothing : drawTrack(track))
  }

  mark(point: TrackPoint | null) {
    void this.source('track-point').setData(
      point === null
        ? nothing
        : { type: 'Feature', geometry: { type: 'Point', coordinates: point.position }, properties: {} },
    )
  }

  private source(id: string) {
    return this.map.getSource(id) as GeoJSONSource
  }
}
