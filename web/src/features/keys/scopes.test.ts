import { expect, test } from 'vitest'
import { scopesFor, scopesLine } from './scopes'

test('a key is offered what its maker may, and never to make other keys', () => {
  expect(scopesFor((permission) => permission === 'trucks:read' || permission === 'keys:write')).toEqual([
    'trucks:read',
  ])
  expect(scopesFor(() => true)).not.toContain('keys:write')
  expect(scopesFor(() => true)).not.toContain('organizations:write')
})

test('what a key may reads as one line', () => {
  expect(scopesLine(['trucks:read', 'positions:write'])).toBe('See trucks, send positions')
  expect(scopesLine([])).toBe('')
})
