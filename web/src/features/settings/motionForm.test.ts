import { expect, test } from 'vitest'
import { problemFrom } from '@/api/problem'
import { faultsFrom, formOf, isWhole, settingsOf } from './motionForm'

const stored = {
  stopRadiusMeters: 40,
  stopSeconds: 120,
  leaveRadiusMeters: 150,
  silenceSeconds: 120,
  silenceRadiusMeters: 150,
  wildSpeedKph: 150,
  wildDistanceMeters: 300,
  offlineSeconds: 600,
}

test('what is typed becomes the settings again', () => {
  const made = settingsOf({ ...formOf(stored), stopSeconds: ' 90 ' })
  expect(isWhole(made)).toBe(true)
  expect(made).toEqual({ ...stored, stopSeconds: 90 })
})

test('what is no number is said at its field', () => {
  const made = settingsOf({ ...formOf(stored), stopSeconds: '', offlineSeconds: 'ten' })
  expect(isWhole(made)).toBe(false)
  expect(made).toEqual({ stopSeconds: 'Write a number.', offlineSeconds: 'Write a number.' })
})

test('what the server refuses stands at its field, or below the form', () => {
  const field = problemFrom(400, { errors: [{ field: 'stopSeconds', message: 'must be at least 30' }] })
  expect(faultsFrom(field)).toEqual({ stopSeconds: 'must be at least 30' })
  const rule = problemFrom(422, { detail: 'A stop would end before it began.' })
  expect(faultsFrom(rule)).toEqual({ form: 'A stop would end before it began.' })
})
