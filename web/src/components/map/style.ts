import type {
  ExpressionSpecification,
  LayerSpecification,
  Map as MapLibre,
  StyleSpecification,
} from 'maplibre-gl'
import type { BaseLayer } from './layers'
import type { Palette } from './palette'

const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }

const font = ['Map Semibold', 'Inter Variable']

const LABELS_FROM_ZOOM = 10

/** A road that was driven this often is as strong as a road can be. */
const OFTEN = 200

/** From what a road has that was driven once to what one has that is driven all the time, by the logarithm. */
const byDrives = <Value extends number | string>(once: Value, often: Value): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['ln', ['max', 1, ['get', 'n']]],
  0,
  once,
  Math.log(OFTEN),
  often,
]

function layers(palette: Palette): LayerSpecification[] {
  const dark = palette.theme === 'dark'
  const label = { 'text-color': palette.ink, 'text-halo-color': palette.land, 'text-halo-width': 1.6 }
  const truckIcon = {
    'icon-image': ['get', 'icon'] as ExpressionSpecification,
    'icon-rotate': ['get', 'turn'] as ExpressionSpecification,
    'icon-rotation-alignment': 'map' as const,
    'icon-allow-overlap': true,
    'icon-ignore-placement': true,
  }
  const numberText = {
    'text-field': ['get', 'number'] as ExpressionSpecification,
    'text-font': font,
    'text-optional': true,
  }
  return [
    { id: 'water', type: 'background', paint: { 'background-color': palette.water } },
    {
      id: 'land',
      type: 'fill',
      source: 'land',
      paint: {
        'fill-color': palette.land,
        'fill-opacity': 0,
        'fill-opacity-transition': { duration: 250, delay: 0 },
      },
    },
    { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': palette.coast, 'line-width': 0.9 } },
    // A street map comes here; in the dark it is veiled, because most of them are drawn for the day.
    {
      id: 'street-veil',
      type: 'background',
      layout: { visibility: 'none' },
      paint: { 'background-color': palette.land, 'background-opacity': dark ? 0.72 : 0.35 },
    },
    {
      id: 'roads',
      type: 'line',
      source: 'roads',
      'source-layer': 'roads',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': byDrives(palette.road, palette['road-busy']),
        'line-opacity': byDrives(0.75, 1),
        'line-width': [
          'interpolate',
          ['exponential', 1.4],
          ['zoom'],
          5,
          byDrives(0.5, 1.4),
          10,
          byDrives(0.9, 3),
          14,
          byDrives(1.6, 6),
          18,
          byDrives(4, 16),
        ],
      },
    },
    {
      id: 'track-gap',
      type: 'line',
      source: 'track',
      filter: ['==', ['get', 'part'], 'gap'],
      paint: {
        'line-color': palette.accent,
        'line-width': 1.6,
        'line-opacity': 0.6,
        'line-dasharray': [2, 2],
      },
    },
    {
      id: 'track',
      type: 'line',
      source: 'track',
      filter: ['==', ['get', 'part'], 'driven'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': palette.accent,
        'line-opacity': 0.85,
        'line-width': ['interpolate', ['linear'], ['zoom'], 4, 2, 12, 3.5],
      },
    },
    {
      id: 'tails',
      type: 'line',
      source: 'track',
      filter: ['==', ['get', 'part'], 'tail'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-opacity': 0.4, 'line-width': 2 },
    },
    {
      id: 'track-touch',
      type: 'line',
      source: 'track',
      filter: ['==', ['get', 'part'], 'driven'],
      paint: { 'line-color': palette.accent, 'line-opacity': 0, 'line-width': 18 },
    },
    {
      id: 'track-ends',
      type: 'symbol',
      source: 'track',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: { 'icon-image': ['get', 'part'], 'icon-allow-overlap': true, 'icon-ignore-placement': true },
    },
    {
      id: 'clusters',
      type: 'symbol',
      source: 'clusters',
      layout: {
        'icon-image': ['get', 'ring'],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'text-field': ['to-string', ['get', 'count']],
        'text-font': font,
        'text-size': 12,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': palette.ink },
    },
    {
      id: 'trucks',
      type: 'symbol',
      source: 'trucks',
      layout: {
        ...truckIcon,
        ...numberText,
        // Numbers would only be noise where the whole country is in view.
        'text-field': ['step', ['zoom'], '', LABELS_FROM_ZOOM, ['get', 'number']],
        'text-size': 11,
        'text-offset': [0, 1.1],
        'text-anchor': 'top',
        'text-variable-anchor': ['top', 'bottom'],
        'text-radial-offset': 1.1,
      },
      paint: { ...label, 'text-color': palette['ink-2'] },
    },
    {
      id: 'stops',
      type: 'symbol',
      source: 'stops',
      layout: { 'icon-image': 'stop', 'icon-allow-overlap': true, 'icon-ignore-placement': true },
    },
    {
      id: 'selected-ring',
      type: 'circle',
      source: 'selected',
      paint: {
        'circle-radius': 20,
        'circle-color': palette.accent,
        'circle-opacity': 0.14,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 1.6,
      },
    },
    {
      id: 'selected',
      type: 'symbol',
      source: 'selected',
      layout: {
        ...truckIcon,
        ...numberText,
        // Numbers would only be noise where the whole country is in view.
        'text-field': ['step', ['zoom'], '', LABELS_FROM_ZOOM, ['get', 'number']],
        'text-size': 14,
        'text-offset': [0, -1.9],
        'text-anchor': 'bottom',
        'text-allow-overlap': true,
      },
      paint: label,
    },
    {
      id: 'stop-ring',
      type: 'circle',
      source: 'stops',
      filter: ['get', 'marked'],
      paint: {
        'circle-radius': 13,
        'circle-color': palette.accent,
        'circle-opacity': 0.16,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'stop-label',
      type: 'symbol',
      source: 'stops',
      filter: ['get', 'marked'],
      layout: {
        'text-field': ['get', 'lasted'],
        'text-font': font,
        'text-size': 12,
        'text-offset': [0, -1.5],
        'text-anchor': 'bottom',
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: label,
    },
    {
      id: 'track-point',
      type: 'circle',
      source: 'track-point',
      paint: {
        'circle-radius': 5,
        'circle-color': palette.raised,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2.5,
      },
    },
  ]
}

/** The map's own style: no tiles but those of the driven roads, and no `glyphs`, so that labels are drawn from the page's fonts. */
export function styleOf(palette: Palette, shown: Record<BaseLayer, boolean>): StyleSpecification {
  const hidden = new Set([...(shown.roads ? [] : ['roads']), ...(shown.land ? [] : ['land', 'coast'])])
  return {
    version: 8,
    sources: {
      // More detail than this would be more corners than a tile of a whole continent may have.
      land: { type: 'geojson', data: nothing, tolerance: 0.7 },
      roads: {
        type: 'vector',
        tiles: [`${window.location.origin}/api/v1/roads/tiles/{z}/{x}/{y}`],
        minzoom: 5,
        maxzoom: 13,
      },
      track: { type: 'geojson', data: nothing, tolerance: 0.2 },
      stops: { type: 'geojson', data: nothing },
      clusters: { type: 'geojson', data: nothing },
      trucks: { type: 'geojson', data: nothing, promoteId: 'id' },
      selected: { type: 'geojson', data: nothing },
      'track-point': { type: 'geojson', data: nothing },
    },
    layers: layers(palette).map((layer) =>
      hidden.has(layer.id)
        ? ({ ...layer, layout: { ...layer.layout, visibility: 'none' } } as LayerSpecification)
        : layer,
    ),
  }
}

/** Takes over the colours of another theme without touching what is on the map. */
export function repaint(map: MapLibre, palette: Palette) {
  for (const layer of layers(palette)) {
    for (const [property, value] of Object.entries(layer.paint ?? {})) {
      if (/-color$|^background-opacity$/.test(property)) {
        map.setPaintProperty(layer.id, property as Parameters<MapLibre['setPaintProperty']>[1], value)
      }
    }
  }
}
