import { describe, expect, test } from 'vitest'
import { problemFrom } from '@/api/problem'
import { choosing, nextUpload } from './uploadState'

const file = new File(['truck'], 'a.csv')
const checking = nextUpload(choosing, { type: 'chosen', file })
const plan = { createTrucks: false, timeZone: 'Asia/Tokyo', mapping: { truck: 'vehicle' } }
const planned = nextUpload(checking, { type: 'planned', plan })
const sending = nextUpload(planned, { type: 'started' })

describe('an upload', () => {
  test('adds unknown trucks unless told otherwise, and guesses the columns', () =>
    expect(checking).toEqual({
      step: 'checking',
      file,
      plan: { createTrucks: true, timeZone: null, mapping: null },
      refusal: null,
    }))

  test('goes forward only', () => {
    const half = nextUpload(sending, { type: 'progressed', sent: 0.5 })
    expect(nextUpload(half, { type: 'progressed', sent: 0.4 })).toMatchObject({ step: 'sending', sent: 0.5 })
  })

  test('ends where the next file can be chosen', () => {
    expect(nextUpload(sending, { type: 'finished' })).toBe(choosing)
  })

  test('that was stopped is no failure, and its plan is kept', () => {
    const stopped = nextUpload(sending, { type: 'failed', error: new DOMException('stop', 'AbortError') })
    expect(stopped).toEqual({ step: 'checking', file, plan, refusal: null })
    expect(nextUpload(stopped, { type: 'progressed', sent: 0.9 })).toBe(stopped)
  })

  test('that failed says why and can be mended', () => {
    const failed = nextUpload(sending, { type: 'failed', error: problemFrom(413, null) })
    expect(failed).toEqual({ step: 'checking', file, plan, refusal: 'This file is too large.' })
    expect(nextUpload(failed, { type: 'started' })).toMatchObject({ step: 'sending', plan })
  })

  test('of another file begins anew', () => {
    const other = new File([''], 'b.csv')
    expect(nextUpload(planned, { type: 'chosen', file: other })).toMatchObject({
      file: other,
      plan: { mapping: null },
    })
  })
})
