const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Truck 9 before truck 10. */
export const natural = (a: string, b: string) => collator.compare(a, b)
