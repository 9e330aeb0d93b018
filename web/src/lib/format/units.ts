import type { Organization } from '@/api/types'

export type Units = Organization['units']

const MILES_PER_KM = 0.621371192
const FEET_PER_METER = 3.2808399

export interface Quantity {
  value: string
  unit: string
}

export const text = ({ value, unit }: Quantity) => `${value} ${unit}`

export function speed(kph: number, units: Units): Quantity {
  return units === 'imperial'
    ? { value: String(Math.round(kph * MILES_PER_KM)), unit: 'mph' }
    : { value: String(Math.round(kph)), unit: 'km/h' }
}

export function odometer(km: number, units: Units, locale: string): Quantity {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  return units === 'imperial'
    ? { value: whole.format(km * MILES_PER_KM), unit: 'mi' }
    : { value: whole.format(km), unit: 'km' }
}

/** A day's way: "218 km", and with a decimal below ten. */
export function distance(km: number, units: Units, locale: string): Quantity {
  const far = units === 'imperial' ? km * MILES_PER_KM : km
  const digits = far < 9.95 && far > 0 ? 1 : 0
  const value = far.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return { value, unit: units === 'imperial' ? 'mi' : 'km' }
}

const compass = [
  'north',
  'north-east',
  'east',
  'south-east',
  'south',
  'south-west',
  'west',
  'north-west',
] as const

/** "north-east" for 47 degrees. */
export function compassWord(degrees: number): string {
  const turned = ((degrees % 360) + 360) % 360
  return compass[Math.round(turned / 45) % 8] as string
}

export const heading = (degrees: number) =>
  `${compassWord(degrees)} ${Math.round(((degrees % 360) + 360) % 360) % 360}°`

/** "37.98381, 23.72754": latitude first, as maps and people write it. */
export const coordinates = (latitude: number, longitude: number) =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`

/** A place in a list, to some ten metres: "37.9838, 23.7275". */
export const shortCoordinates = (latitude: number, longitude: number) =>
  `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`

export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(0)} kB`
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`
}

/** A round length that fits into so many pixels, for the map's scale. */
export function scaleFor(metersPerPixel: number, maxPixels: number, units: Units) {
  const longest = metersPerPixel * maxPixels
  const [inUnit, unit] =
    units === 'imperial'
      ? longest * FEET_PER_METER < 5280
        ? [longest * FEET_PER_METER, 'ft']
        : [(longest / 1000) * MILES_PER_KM, 'mi']
      : longest < 1000
        ? [longest, 'm']
        : [longest / 1000, 'km']
  const step = 10 ** Math.floor(Math.log10(inUnit))
  const round = [5, 2, 1].map((n) => n * step).find((n) => n <= inUnit) ?? step
  return { label: `${round} ${unit}`, pixels: Math.round((round / inUnit) * maxPixels) }
}
