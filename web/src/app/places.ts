import {
  CircleUser,
  FileUp,
  History,
  type LucideIcon,
  Map as MapIcon,
  Settings,
  Smartphone,
  Truck,
} from 'lucide-react'
import type { Permission } from '@/api/types'

export interface Place {
  path: string
  name: string
  keys?: string
  icon: LucideIcon
  /** What one must be let do for it to be of any use: one of these where it is several. */
  needs?: Permission | readonly Permission[]
}

/** The pages one can go to, in the order of the rail. */
export const places: readonly Place[] = [
  { path: '/', name: 'Map', keys: 'g m', icon: MapIcon, needs: 'positions:read' },
  { path: '/trucks', name: 'Trucks', keys: 'g t', icon: Truck, needs: 'trucks:read' },
  { path: '/playback', name: 'Playback', keys: 'g p', icon: History, needs: 'positions:read' },
  { path: '/import', name: 'Import', keys: 'g i', icon: FileUp, needs: 'imports:read' },
]

/** Stands beside the settings. */
export const phonesPlace: Place = {
  path: '/phones',
  name: 'Phones',
  keys: 'g d',
  icon: Smartphone,
  needs: 'phones:read',
}

/** It stands apart: in the rail below, in a narrow window in the menu of the account. */
export const settingsPlace = {
  path: '/settings',
  name: 'Settings',
  keys: 'g s',
  icon: Settings,
  needs: ['settings:read', 'organizations:read'],
} satisfies Place

/** In the menu of the account only. */
export const accountPlace: Place = { path: '/account', name: 'Your account', keys: 'g a', icon: CircleUser }

/** The rooms of the settings, each a tab there. */
export const settingsRooms: readonly Place[] = [
  { ...settingsPlace, name: 'Organization', needs: 'settings:read' },
  { path: '/settings/members', name: 'Members', icon: settingsPlace.icon, needs: 'members:read' },
  { path: '/settings/keys', name: 'API keys', icon: settingsPlace.icon, needs: 'keys:read' },
  { path: '/settings/audit', name: 'Audit log', icon: settingsPlace.icon, needs: 'audit:read' },
  {
    path: '/settings/organizations',
    name: 'Organizations',
    icon: settingsPlace.icon,
    needs: 'organizations:read',
  },
]

/** For the keyboard and the palette. */
export const allPlaces: readonly Place[] = [
  ...places,
  phonesPlace,
  settingsPlace,
  ...settingsRooms.filter(({ path }) => path !== settingsPlace.path),
  accountPlace,
]

/** Those of the places that are of use to who may do so much. */
export const placesFor = (
  all: readonly Place[],
  may: (permission: Permission) => boolean,
): readonly Place[] => all.filter(({ needs }) => needs === undefined || [needs].flat().some(may))
