import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'

/**
 * Makes outlines that were drawn for a globe fit for a flat map: a ring that crosses the date line goes on beyond
 * 180° instead of jumping across the world, and one around a pole is closed below it. Each polygon becomes a feature
 * of its own, because one feature may not have more than 65,535 corners.
 */
export function flatten(land: readonly (Polygon | MultiPolygon)[]): FeatureCollection<Polygon> {
  const polygons = land.flatMap((shape) =>
    shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates,
  )
  const features = polygons.map((rings): Feature<Polygon> => {
    return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: rings.map(unroll) } }
  })
  return { type: 'FeatureCollection', features }
}

function unroll(ring: Position[]): Position[] {
  let turns = 0
  let before: number | undefined
  const unrolled = ring.map(([longitude = 0, latitude = 0]): Position => {
    if (before !== undefined && longitude - before > 180) turns--
    if (before !== undefined && longitude - before < -180) turns++
    before = longitude
    return [longitude + turns * 360, latitude]
  })
  const first = unrolled[0]
  const last = unrolled.at(-1)
  if (turns === 0 || first === undefined || last === undefined) return centred(unrolled)
  const pole = (first[1] ?? 0) < 0 ? -90 : 90
  return [...unrolled, [last[0] ?? 0, pole], [first[0] ?? 0, pole], first]
}

/** A ring that begins at the date line may have gone once around to the west: it belongs where most of the map is. */
function centred(ring: Position[]): Position[] {
  const longitudes = ring.map(([longitude = 0]) => longitude)
  const west = longitudes.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const east = longitudes.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const turns = Math.ceil((west + east) / 720 - 0.5)
  return turns === 0 ? ring : ring.map(([longitude = 0, latitude = 0]) => [longitude - turns * 360, latitude])
}
