const FIRST_MS = 1_000
const LONGEST_MS = 30_000

/** How long to wait before the next try: doubles up to 30 s, and half of it is chance, so that not all pages come back at once. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const longest = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS)
  return Math.round(longest * (0.5 + random() / 2))
}
