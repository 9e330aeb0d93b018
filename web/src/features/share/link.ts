/** The token of a share link's page; null for every other page. */
export function tokenOf(pathname: string): string | null {
  return /^\/share\/([^/]+)\/?$/.exec(pathname)?.[1] ?? null
}

/** The whole link, as it is given away. */
export const linkTo = (path: string) => new URL(path, window.location.origin).href
