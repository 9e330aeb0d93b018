import type {
  LayerSpecification,
  Map as MapLibre,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl'

/** The layer above which only the fleet's own things are drawn. */
const BELOW = 'street-veil'
/** What the names of its sources and layers begin with. */
export const STREETS = 'street/'

/** Labels of a foreign style are drawn from the page's fonts too, so no font server is asked. */
const FONT = ['Inter Variable']

/** Puts a street map under the fleet. Throws when its style cannot be loaded or is none. */
export async function addStreets(map: MapLibre, url: string, closed: AbortSignal) {
  if (hasStreets(map)) return
  const style = await fetchStyle(url, closed)
  if (closed.aborted || hasStreets(map)) return
  for (const [id, source] of Object.entries(style.sources)) map.addSource(STREETS + id, resolved(source, url))
  const sprites =
    typeof style.sprite === 'string' ? [{ id: 'default', url: style.sprite }] : (style.sprite ?? [])
  for (const sprite of sprites) map.addSprite(sprite.id, absolute(sprite.url, url))
  for (const layer of style.layers) map.addLayer(adopted(layer), BELOW)
  map.setLayoutProperty(BELOW, 'visibility', 'visible')
}

export function removeStreets(map: MapLibre) {
  const { layers, sources, sprite } = map.getStyle()
  for (const { id } of layers) if (id.startsWith(STREETS)) map.removeLayer(id)
  for (const id of Object.keys(sources)) if (id.startsWith(STREETS)) map.removeSource(id)
  for (const { id } of Array.isArray(sprite) ? sprite : []) map.removeSprite(id)
  map.setLayoutProperty(BELOW, 'visibility', 'none')
}

const hasStreets = (map: MapLibre) => map.getLayersOrder().some((id) => id.startsWith(STREETS))

async function fetchStyle(url: string, signal: AbortSignal): Promise<StyleSpecification> {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`Street map: ${response.status}`)
  const style = (await response.json()) as Partial<StyleSpecification>
  if (style.version !== 8 || !Array.isArray(style.layers) || typeof style.sources !== 'object')
    throw new Error('Street map: this is no MapLibre style')
  return style as StyleSpecification
}

function adopted(layer: LayerSpecification): LayerSpecification {
  const own = { ...layer, id: STREETS + layer.id } as LayerSpecification
  if ('source' in own && typeof own.source === 'string') own.source = STREETS + own.source
  if (own.type === 'symbol' && own.layout?.['text-field'] !== undefined)
    own.layout = { ...own.layout, 'text-font': FONT }
  return own
}

/** Addresses in a style may count from the style's own. */
function resolved(source: SourceSpecification, base: string): SourceSpecification {
  const result = { ...source } as SourceSpecification & { url?: string; tiles?: string[] }
  if (typeof result.url === 'string') result.url = absolute(result.url, base)
  if (Array.isArray(result.tiles)) result.tiles = result.tiles.map((tile) => absolute(tile, base))
  return result
}

/** The braces of `{z}/{x}/{y}` stay what they are. */
const absolute = (address: string, base: string) =>
  new URL(address, new URL(base, window.location.href)).href.replaceAll('%7B', '{').replaceAll('%7D', '}')
