import type { Preview } from '@/api/types'

/** The file's column for each of our fields; null: not in the file. */
export type Mapping = Preview['mapping']

export type Field = Preview['fields'][number]

type Row = Preview['rows'][number]

const words: Record<string, string> = {
  truck: 'Truck',
  recordedAt: 'Time',
  latitude: 'Latitude',
  longitude: 'Longitude',
  speedKph: 'Speed, km/h',
  headingDegrees: 'Heading, °',
  ignition: 'Ignition',
  odometerKm: 'Odometer, km',
  accuracyMeters: 'Accuracy, m',
}

export const fieldWord = (field: string) => words[field] ?? field

/** Gives a column to a field. A column means one thing: the field that had it before goes without. */
export function assign(mapping: Mapping, field: string, column: string | null): Mapping {
  const freed = Object.entries(mapping).map(([other, held]) => [other, held === column ? null : held])
  return { ...Object.fromEntries(freed), [field]: column }
}

export const missingFields = (fields: readonly Field[], mapping: Mapping): Field[] =>
  fields.filter(({ field, required }) => required && (mapping[field] ?? null) === null)

/** What the first line with something in this column has there, to tell columns apart by more than their names. */
export function sampleOf(preview: Pick<Preview, 'header' | 'rows'>, column: string): string {
  const place = preview.header.indexOf(column)
  return preview.rows.map(({ values }) => values[place]?.trim() ?? '').find((value) => value !== '') ?? ''
}

interface Words {
  time: (ms: number) => string
  number: (value: number) => string
}

/** A cell as it will be read; as it stands in the file where the line cannot be read. */
export function cellText(
  { header, mapping }: Pick<Preview, 'header' | 'mapping'>,
  { position, values }: Row,
  field: string,
  words: Words,
): string {
  if (position === null) {
    const column = mapping[field] ?? null
    return column === null ? '' : (values[header.indexOf(column)] ?? '')
  }
  const value = position[field as keyof typeof position] ?? ''
  if (field === 'recordedAt') return words.time(Date.parse(position.recordedAt))
  if (field === 'latitude' || field === 'longitude') return Number(value).toFixed(5)
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return typeof value === 'number' ? words.number(value) : value
}
