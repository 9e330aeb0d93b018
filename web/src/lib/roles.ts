import type { Permission, Role } from '@/api/types'

export const roleWords: Record<Role, string> = {
  owner: 'Owner',
  'fleet-manager': 'Fleet manager',
  dispatcher: 'Dispatcher',
  'safety-officer': 'Safety officer',
  technician: 'Technician',
  auditor: 'Auditor',
  driver: 'Driver',
  client: 'Client',
}

/** What a role is for, in a sentence. */
export const roleNotes: Record<Role, string> = {
  owner: 'May do everything here, members, keys and the audit log included.',
  'fleet-manager': 'Runs the fleet: trucks, phones, imports, thresholds and members.',
  dispatcher: 'Sees the trucks, live and in the past, and shares them.',
  'safety-officer': 'Sees the trucks, live and in the past.',
  technician: 'Looks after trucks and their phones.',
  auditor: 'Sees everything, the audit log included, and changes nothing.',
  driver: 'Can sign in, and sees the own account only.',
  client: 'Can sign in, and sees the own account only.',
}

/** What only who holds at least as much as the role has, too. */
const telling: Partial<Record<Role, Permission>> = {
  owner: 'organization:write',
  'fleet-manager': 'settings:write',
  dispatcher: 'shares:write',
  technician: 'trucks:write',
  auditor: 'audit:read',
}

/** Nobody gives what he lacks. The server has the last word, and its sentence is shown. */
export function maySetRole(role: Role, may: (permission: Permission) => boolean): boolean {
  const needed = telling[role]
  return may('members:write') && (needed === undefined || may(needed))
}

export const roles = Object.keys(roleWords) as Role[]
