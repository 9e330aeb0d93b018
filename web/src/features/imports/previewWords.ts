import type { Preview } from '@/api/types'

type Format = (n: number) => string

/** "Time, Latitude and Longitude" */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** What the lines looked at let expect of the whole file. */
export function outlook(
  { linesSeen, linesRefused }: Pick<Preview, 'linesSeen' | 'linesRefused'>,
  number: Format,
): string {
  if (linesSeen === 0) return 'There are no positions in this file.'
  if (linesRefused === linesSeen) return 'Every line looked at would be refused. Check the columns.'
  if (linesSeen === 1) return 'The only line can be read.'
  const seen = `${number(linesSeen)} lines looked at`
  if (linesRefused === 0) return `All ${seen} can be read.`
  return `Of the ${seen} ${number(linesRefused)} would be refused, the others imported.`
}

const NAMED = 4

/** Names some of the unknown trucks: where the wrong column is read for the truck, they look strange. */
export function newTrucksText(names: readonly string[], added: boolean, number: Format): string {
  const rest = names.length - NAMED
  const shown = rest > 1 ? [...names.slice(0, NAMED), `${number(rest)} more`] : names
  return `In the lines looked at: ${listed(shown)}.${added ? '' : ' Their lines are refused.'}`
}
