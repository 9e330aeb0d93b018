/** The token of a share link's page; null for every other page. */
export function tokenOf(pathname: string): string | null {
  return /^\/share\/([^/]+)\/?$/.exec(pathname)?.[1] ?? null
}

/** The whole link, as it is given away. */
export const linkTo = (path: string) => new URL(path, window.location.origin).href

/** A public street map with a mark at the place. Where it is goes to them only when somebody follows the link. */
export function streetMapLink(latitude: number, longitude: number): string {
  const [lat, lon] = [latitude.toFixed(5), longitude.toFixed(5)]
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=15/${lat}/${lon}`
}
