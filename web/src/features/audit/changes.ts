type Values = Readonly<Record<string, unknown>>

export interface Change {
  /** "truckNumber", or "position.speedKph" of what lies within. */
  field: string
  /** Null: it was not there. */
  before: string | null
  after: string | null
}

/** What every change counts up by itself; when it was stands in the row anyway. */
const counted = new Set(['version', 'updatedAt'])

/** What differs between before and after; all of it where there is only one of them. */
export function changesOf(before: Values | null, after: Values | null): Change[] {
  const old = flat(before ?? {})
  const now = flat(after ?? {})
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter(({ field, ...change }) => change.before !== change.after && !counted.has(field))
}

/** What is empty is left out, as if it was not there. */
function flat(values: Values, within = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [name, value] of Object.entries(values)) {
    if (isValues(value)) for (const [inner, text] of flat(value, `${within}${name}.`)) all.set(inner, text)
    else if (!isEmpty(value)) all.set(within + name, textOf(value))
  }
  return all
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value))
    return value.map((each) => (isValues(each) ? JSON.stringify(each) : textOf(each))).join(', ')
  return String(value)
}

/** "requestsPerMinute" as a person reads it: "requests per minute". */
export const fieldName = (field: string) =>
  field
    .replace(/\./g, ': ')
    .replace(/([a-z\d])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
