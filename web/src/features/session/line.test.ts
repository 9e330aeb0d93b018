import { expect, test } from 'vitest'
import { isLineOpen } from './line'

test.each([
  ['http:', 'trucks.example.com', true],
  ['http:', '192.168.1.20', true],
  ['http:', 'localhost', false],
  ['http:', '127.0.0.1', false],
  ['http:', '[::1]', false],
  ['https:', 'trucks.example.com', false],
])('%s//%s can be overheard: %s', (protocol, hostname, open) =>
  expect(isLineOpen({ protocol, hostname })).toBe(open),
)
