/** What part of the world a map shows. */
export interface Frame {
  latitude: number
  longitude: number
  zoom: number
}

/** "37.9838,23.7275,11.2" */
export function parseFrame(value: string | null): Frame | null {
  const [latitude, longitude, zoom] = (value ?? '').split(',').map(Number.parseFloat)
  if (latitude === undefined || longitude === undefined || zoom === undefined) return null
  const sane = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && zoom >= 0 && zoom <= 24
  return sane ? { latitude, longitude, zoom } : null
}

/** As it stands in an address. */
export function formatFrame({ latitude, longitude, zoom }: Frame): string {
  const turned = ((((longitude + 180) % 360) + 360) % 360) - 180
  return `${latitude.toFixed(5)},${turned.toFixed(5)},${zoom.toFixed(2)}`
}
