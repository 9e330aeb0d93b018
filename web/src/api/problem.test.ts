import { expect, test } from 'vitest'
import { problemFrom } from './problem'

test('the sentence of the server is the one to show', () => {
  const problem = problemFrom(409, {
    type: 'urn:watchtower:truck-number-taken',
    detail: 'There is a truck 875.',
    truckId: '1',
  })
  expect(problem.message).toBe('There is a truck 875.')
  expect(problem.is('truck-number-taken')).toBe(true)
  expect(problem.extra.truckId).toBe('1')
})

test('faults are found by field, the first one of each', () => {
  const errors = [
    { field: 'truckNumber', message: 'is missing' },
    { field: 'truckNumber', message: 'is too short' },
  ]
  expect(problemFrom(400, { errors }).fields).toEqual({ truckNumber: 'is missing' })
})

test('an answer without words gets plain ones', () => {
  const problem = problemFrom(503, null, '7')
  expect(problem.message).toMatch(/not ready/)
  expect([problem.passing, problem.retryAfterSeconds]).toEqual([true, 7])
})
