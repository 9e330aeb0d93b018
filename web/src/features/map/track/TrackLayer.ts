import type { Feature, FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { Stop, Track } from '@/api/types'
import { duration } from '@/lib/format/age'
import { drawTrack, type TrackPoint } from './track'

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] }

/** The selected truck's day on the map: its track, its stops, and what of them is looked at. */
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

  stops(stops: readonly Stop[], marked: string | null) {
    const features = stops.map(({ from, to, latitude, longitude }): Feature => {
      const lasted = to === null ? '' : duration(Date.parse(to) - Date.parse(from))
      return {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
        properties: { stop: from, marked: from === marked, lasted },
      }
    })
    void this.source('stops').setData({ type: 'FeatureCollection', features })
  }

  private source(id: string) {
    return this.map.getSource(id) as GeoJSONSource
  }
}
