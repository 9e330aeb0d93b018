import { expect, test } from 'vitest'
import type { Permission } from '@/api/types'
import { allPlaces, phonesPlace, places, placesFor, settingsPlace, settingsRooms } from './places'

const of = (permissions: Permission[]) => (permission: Permission) => permissions.includes(permission)
const paths = (all: ReturnType<typeof placesFor>) => all.map(({ path }) => path)

test('who administers the platform comes to its organizations, whatever he is in the one he is signed in to', () => {
  const may = of(['organizations:read', 'organizations:write'])
  expect(paths(placesFor([...places, phonesPlace, settingsPlace], may))).toEqual(['/settings'])
  expect(paths(placesFor(settingsRooms, may))).toEqual(['/settings/organizations'])
  expect(paths(placesFor(allPlaces, may))).toContain('/settings/organizations')
})

test('a driver has his account, a dispatcher the settings too', () => {
  expect(paths(placesFor(allPlaces, of([])))).toEqual(['/account'])
  expect(paths(placesFor(allPlaces, of(['settings:read'])))).toEqual(['/settings', '/account'])
})
