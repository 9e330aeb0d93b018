import { expect, test } from 'vitest'
import { shortAddress } from './address'

test.each([
  ['0:0:0:0:0:0:0:1', '::1'],
  ['2001:db8:0:0:0:0:0:7', '2001:db8::7'],
  ['192.0.2.7', '192.0.2.7'],
  ['unknown', 'unknown'],
  ['fe80:0:0:0:0:0:0:1%eth0', 'fe80:0:0:0:0:0:0:1%eth0'],
])('%s is shown as %s', (address, short) => {
  expect(shortAddress(address)).toBe(short)
})
