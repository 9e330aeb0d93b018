import { describe, expect, test } from 'vitest'
import type { Preview } from '@/api/types'
import { assign, cellText, fieldWord, missingFields, sampleOf } from './mapping'
import { beginningOf, formOf } from './plan'
import { listed, newTrucksText, outlook } from './previewWords'
import { refusalsName } from './refusals'

const number = (n: number) => n.toLocaleString('en-GB')

const preview: Pick<Preview, 'header' | 'mapping' | 'fields' | 'rows'> = {
  header: ['unit', 'when', 'lat', 'lon', 'on'],
  mapping: {
    truck: 'unit',
    recordedAt: 'when',
    latitude: 'lat',
    longitude: 'lon',
    speedKph: null,
    ignition: 'on',
  },
  fields: [
    { field: 'truck', required: true },
    { field: 'recordedAt', required: true },
    { field: 'speedKph', required: false },
  ],
  rows: [
    { line: 2, values: ['', 'soon', '38', '23'], position: null, reason: 'truck is missing' },
    {
      line: 3,
      values: ['7', '2026-11-21T14:06:32Z', '38', '23.5', 'yes'],
      position: {
        truck: '7',
        recordedAt: '2026-11-21T14:06:32Z',
        latitude: 38,
        longitude: 23.5,
        speedKph: null,
        headingDegrees: null,
        ignition: true,
        odometerKm: null,
        accuracyMeters: null,
      },
      reason: null,
    },
  ],
}
const [broken, good] = preview.rows as [Preview['rows'][number], Preview['rows'][number]]
const words = { time: (ms: number) => new Date(ms).toISOString(), number }

describe('a mapping', () => {
  test('gives a column to one field only', () => {
    const mapping = assign(preview.mapping, 'recordedAt', 'unit')
    expect(mapping).toEqual({ ...preview.mapping, recordedAt: 'unit', truck: null })
    expect(preview.mapping.truck).toBe('unit')
  })

  test('can leave several fields without a column', () => {
    const mapping = assign(assign(preview.mapping, 'ignition', null), 'latitude', null)
    expect(mapping).toMatchObject({ ignition: null, latitude: null, speedKph: null, truck: 'unit' })
  })

  test('misses only what is needed', () => {
    expect(missingFields(preview.fields, preview.mapping)).toEqual([])
    const without = assign(preview.mapping, 'recordedAt', null)
    expect(missingFields(preview.fields, without).map(({ field }) => field)).toEqual(['recordedAt'])
  })

  test('is sent whole, with what is not in the file', () => {
    const mapping = assign(preview.mapping, 'ignition', null)
    const form = formOf(new Blob(['x']), { createTrucks: true, timeZone: null, mapping })
    expect(JSON.parse(String(form.get('mapping')))).toEqual(mapping)
    expect(form.get('createTrucks')).toBe('true')
    expect(form.has('timeZone')).toBe(false)
  })
})

describe('a preview', () => {
  test('shows a column by the first value in it', () => {
    expect(sampleOf(preview, 'unit')).toBe('7')
    expect(sampleOf(preview, 'lat')).toBe('38')
    expect(sampleOf(preview, 'on')).toBe('yes')
  })

  test('shows values as they will be read', () => {
    const cells = ['truck', 'recordedAt', 'latitude', 'longitude', 'speedKph', 'ignition']
    expect(cells.map((field) => cellText(preview, good, field, words))).toEqual([
      '7',
      '2026-11-21T14:06:32.000Z',
      '38.00000',
      '23.50000',
      '',
      'on',
    ])
  })

  test('shows a line that cannot be read as it stands in the file', () => {
    const cells = ['truck', 'recordedAt', 'latitude', 'speedKph', 'ignition']
    expect(cells.map((field) => cellText(preview, broken, field, words))).toEqual(['', 'soon', '38', '', ''])
  })

  test.each([
    [0, 0, 'There are no positions in this file.'],
    [1, 0, 'The only line can be read.'],
    [1, 1, 'Every line looked at would be refused. Check the columns.'],
    [3912, 0, 'All 3,912 lines looked at can be read.'],
    [3912, 12, 'Of the 3,912 lines looked at 12 would be refused, the others imported.'],
  ])('of %i lines with %i wrong ones says "%s"', (linesSeen, linesRefused, text) =>
    expect(outlook({ linesSeen, linesRefused }, number)).toBe(text),
  )

  test('names some of the trucks that are not known', () => {
    expect(newTrucksText(['A', 'B'], true, number)).toBe('In the lines looked at: A and B.')
    expect(newTrucksText(['A', 'B', 'C', 'D', 'E'], true, number)).toContain('A, B, C, D and E.')
    expect(newTrucksText([...'ABCDEFGHI'], false, number)).toBe(
      'In the lines looked at: A, B, C, D and 5 more. Their lines are refused.',
    )
  })

  test('asks for the beginning of a file only', async () => {
    const part = await beginningOf(new File(['x'.repeat(300_000)], 'long.csv'))
    expect(part.size).toBe(256 * 1024)
  })

  test('calls fields by a word, also one that is new to the page', () =>
    expect(['recordedAt', 'fuelLiters'].map(fieldWord)).toEqual(['Time', 'fuelLiters']))
})

test('names are listed as they are spoken', () => {
  expect(listed([])).toBe('')
  expect(listed(['Time'])).toBe('Time')
  expect(listed(['Truck', 'Time', 'Latitude'])).toBe('Truck, Time and Latitude')
})

test('the list of refused lines is named after its file', () => {
  expect(refusalsName('march.csv.gz')).toBe('march-refused.csv')
  expect(refusalsName('march.2026.CSV')).toBe('march.2026-refused.csv')
  expect(refusalsName('march')).toBe('march-refused.csv')
})
