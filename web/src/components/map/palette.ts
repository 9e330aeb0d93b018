import { type Theme, useTheme } from '@/lib/theme'

const names = [
  'ink',
  'ink-2',
  'accent',
  'accent-ink',
  'raised',
  'moving',
  'idling-mark',
  'stopped',
  'offline',
  'line-strong',
  'land',
  'coast',
  'water',
  'road',
  'road-busy',
] as const

export type Palette = Record<(typeof names)[number], string> & { theme: Theme }

/** The colours of the present theme, as the stylesheet has them: the map is painted from the same tokens as the page. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]))
  return { ...(colours as Record<(typeof names)[number], string>), theme: useTheme.getState().theme }
}
