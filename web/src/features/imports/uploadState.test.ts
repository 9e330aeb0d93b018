import { describe, expect, test } from 'vitest'
import { problemFrom } from '@/api/problem'
import { choosing, nextUpload } from './uploadState'

const sending = nextUpload(choosing, { type: 'started', fileName: 'a.csv' })

describe('an upload', () => {
  test('goes forward only', () => {
    const half = nextUpload(sending, { type: 'progressed', sent: 0.5 })
    expect(nextUpload(half, { type: 'progressed', sent: 0.4 })).toMatchObject({ step: 'sending', sent: 0.5 })
  })

  test('ends where the next file can be chosen', () => {
    expect(nextUpload(sending, { type: 'finished' })).toBe(choosing)
  })

  test('that was stopped is no failure', () => {
    const stopped = nextUpload(sending, { type: 'failed', error: new DOMException('stop', 'AbortError') })
    expect(stopped).toBe(choosing)
    expect(nextUpload(stopped, { type: 'progressed', sent: 0.9 })).toBe(choosing)
  })

  test('of a file with wrong columns names those that were found', () => {
    const body = {
      type: 'urn:watchtower:import-columns',
      detail: 'No column for the time.',
      header: ['truck', 'lat'],
    }
    expect(nextUpload(sending, { type: 'failed', error: problemFrom(422, body) })).toEqual({
      step: 'refused',
      fileName: 'a.csv',
      message: 'No column for the time.',
      columns: ['truck', 'lat'],
    })
  })

  test('that failed otherwise says why', () => {
    const state = nextUpload(sending, { type: 'failed', error: problemFrom(413, null) })
    expect(state).toMatchObject({ step: 'refused', message: 'This file is too large.', columns: null })
  })
})
