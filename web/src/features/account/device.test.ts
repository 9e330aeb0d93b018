import { expect, test } from 'vitest'
import { deviceName, isHandheld } from './device'

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const edge = `${chrome} Edg/142.0.0.0`
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15'
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'
const android =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36'

test('browsers that name others, too, are told apart', () => {
  expect([chrome, edge, firefox, safari, iPhone, android].map(deviceName)).toEqual([
    'Chrome on Windows',
    'Edge on Windows',
    'Firefox on Linux',
    'Safari on Mac',
    'Safari on iPhone',
    'Chrome on Android',
  ])
})

test('a program is called as it calls itself, and nothing is made up', () => {
  expect(deviceName('curl/8.5.0')).toBe('curl')
  expect(deviceName(null)).toBe('Unknown device')
  expect(deviceName(' ')).toBe('Unknown device')
})

test('what is carried about is known', () => {
  expect([iPhone, android].every(isHandheld)).toBe(true)
  expect([chrome, safari, null].some(isHandheld)).toBe(false)
})
