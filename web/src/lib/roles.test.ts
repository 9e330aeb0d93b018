import { expect, test } from 'vitest'
import type { Permission, Role } from '@/api/types'
import { maySetRole, roles } from './roles'

const fleetManager: Permission[] = [
  'trucks:read',
  'trucks:write',
  'positions:read',
  'positions:write',
  'imports:read',
  'imports:write',
  'phones:read',
  'phones:write',
  'shares:read',
  'shares:write',
  'sample:write',
  'settings:read',
  'settings:write',
  'members:read',
  'members:write',
]

const given = (permissions: Permission[]): Role[] =>
  roles.filter((role) => maySetRole(role, (permission) => permissions.includes(permission)))

test('an owner gives every role', () => {
  const owner: Permission[] = [...fleetManager, 'organization:write', 'keys:read', 'keys:write', 'audit:read']
  expect(given(owner)).toEqual(roles)
})

test('a fleet manager gives none that does more', () => {
  expect(given(fleetManager)).toEqual([
    'fleet-manager',
    'dispatcher',
    'safety-officer',
    'technician',
    'driver',
    'client',
  ])
})

test('who may not change members gives none', () => {
  expect(given(fleetManager.filter((permission) => permission !== 'members:write'))).toEqual([])
})
