import { describe, expect, test } from 'vitest'
import { formatAuditUrl, isFiltered, parseAuditUrl, queryOf } from './auditUrl'
import { changesOf, fieldName } from './changes'
import { actorOf, deedOf, reasonOf, subjectOf } from './words'

const nothing = parseAuditUrl(new URLSearchParams())

describe('what changed', () => {
  test('only what differs is told, and what is empty counts as not there', () => {
    const before = {
      name: 'A',
      brand: null,
      deviceIds: [],
      weight: 3,
      version: 1,
      place: { city: 'Volos', gate: 1 },
    }
    const after = {
      name: 'B',
      brand: 'Volvo',
      deviceIds: ['x', 'y'],
      weight: 3,
      place: { city: 'Volos', gate: 2 },
    }
    expect(changesOf(before, after)).toEqual([
      { field: 'name', before: 'A', after: 'B' },
      { field: 'place.gate', before: '1', after: '2' },
      { field: 'brand', before: null, after: 'Volvo' },
      { field: 'deviceIds', before: null, after: 'x, y' },
    ])
  })

  test('of what was made or removed all is told', () => {
    expect(changesOf(null, { sample: false })).toEqual([{ field: 'sample', before: null, after: 'no' }])
    expect(changesOf({ sample: true }, null)).toEqual([{ field: 'sample', before: 'yes', after: null }])
    expect(changesOf(null, null)).toEqual([])
  })

  test('a field has a readable name', () => {
    expect(fieldName('place.requestsPerMinute')).toBe('place: requests per minute')
  })
})

describe('the address', () => {
  test('holds every filter, and gives it back', () => {
    const address =
      'q=volvo&topic=truck&refused=true&from=2026-11-01&to=2026-11-02&actor=some-id&subject=another-id'
    expect(formatAuditUrl(parseAuditUrl(new URLSearchParams(address))).toString()).toBe(address)
    expect(isFiltered(nothing)).toBe(false)
  })

  test('what makes no sense in it is left out', () => {
    expect(parseAuditUrl(new URLSearchParams('topic=cats&from=soon&refused=maybe'))).toEqual(nothing)
  })

  test('days are those of the organization, the last one included', () => {
    const url = { ...nothing, from: '2026-11-01', to: '2026-11-01' }
    expect(queryOf(url, 'Europe/Athens')).toEqual({
      from: '2026-10-31T22:00:00.000Z',
      to: '2026-11-01T22:00:00.000Z',
    })
  })
})

describe('the words', () => {
  test('an action without words of its own stands as it is', () => {
    expect(deedOf('truck.update')).toBe('changed truck')
    expect(deedOf('moon.paint')).toBe('moon.paint')
  })

  test('who acts is named', () => {
    expect(actorOf({ actorKind: 'user', actorName: 'A dispatcher' })).toBe('A dispatcher')
    expect(actorOf({ actorKind: 'key', actorName: 'Yard' })).toBe('Key “Yard”')
    expect(actorOf({ actorKind: 'stranger', actorName: 'ada' })).toBe('Someone')
  })

  test('a thing is called as it is now, or was', () => {
    expect(subjectOf({ before: { truckNumber: '8' }, after: { truckNumber: '9' } })).toBe('9')
    expect(subjectOf({ before: { name: 'Yard' }, after: null })).toBe('Yard')
    expect(subjectOf({ before: null, after: { reason: 'No.' } })).toBe('')
  })

  test('a refusal has a reason, and nothing else has', () => {
    expect(reasonOf({ refused: true, after: { reason: 'You may not.' } })).toBe('You may not.')
    expect(reasonOf({ refused: false, after: { reason: 'x' } })).toBeNull()
  })
})
