const names = [
  'ink',
  'ink-2',
  'accent',
  'accent-ink',
  'raised',
  'moving',
  'idling',
  'stopped',
  'offline',
  'line-strong',
  'land',
  'coast',
  'water',
  'road',
  'road-busy',
] as const

export type Palette = Record<(typeof names)[number], string>

/** The colours of the present theme, as the stylesheet has them: the map is painted from the same tokens as the page. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Palette
}
