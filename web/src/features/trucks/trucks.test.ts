import { describe, expect, test } from 'vitest'
import { problemFrom } from '@/api/problem'
import { bodyOf, faultsFrom, faultsOf, formOf } from './truckForm'
import { formatTrucksUrl, parseTrucksUrl, queryOf, turnSort } from './trucksUrl'

const parse = (search: string) => parseTrucksUrl(new URLSearchParams(search))

describe('the address of the list', () => {
  test('is what the server is asked', () => {
    const url = parse('q=volvo&status=maintenance&sort=-company&archived=true')
    expect(queryOf(url)).toEqual({
      q: 'volvo',
      serviceStatus: 'maintenance',
      sort: '-company',
      archived: true,
    })
    expect(formatTrucksUrl(url).toString()).toBe('q=volvo&status=maintenance&archived=true&sort=-company')
  })

  test('leaves out what is usual or unknown', () => {
    const url = parse('status=flying&sort=colour')
    expect(formatTrucksUrl(url).toString()).toBe('')
    expect(queryOf(url)).toEqual({ sort: 'truckNumber', archived: false })
  })

  test('a column sorts upwards first, then downwards', () => {
    const { sort } = parse('')
    expect(turnSort(sort, 'company')).toEqual({ field: 'company', down: false })
    expect(turnSort(sort, 'truckNumber')).toEqual({ field: 'truckNumber', down: true })
  })
})

describe('the form of a truck', () => {
  test('sends nothing for what was left empty', () => {
    const form = { ...formOf(null), truckNumber: ' 875 ', company: ' ', deviceIds: 'a, b;a  c' }
    expect(JSON.parse(JSON.stringify(bodyOf(form)))).toEqual({
      truckNumber: '875',
      serviceStatus: 'operational',
      deviceIds: ['a', 'b', 'c'],
    })
  })

  test('needs a number', () => {
    expect(faultsOf(formOf(null)).truckNumber).toBeDefined()
    expect(faultsOf({ ...formOf(null), truckNumber: '1' })).toEqual({})
  })

  test('shows a refusal at the field it is about', () => {
    const taken = problemFrom(409, {
      type: 'urn:watchtower:device-id-taken',
      detail: 'D-1 belongs to truck 9.',
    })
    expect(faultsFrom(taken)).toEqual({ deviceIds: 'D-1 belongs to truck 9.' })
    const invalid = problemFrom(400, { errors: [{ field: 'deviceIds[1]', message: 'is too long' }] })
    expect(faultsFrom(invalid)).toEqual({ deviceIds: 'is too long' })
    expect(faultsFrom(problemFrom(503, null))).toHaveProperty('form')
  })
})
