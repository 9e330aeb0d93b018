import type { Permission } from '@/api/types'

/** What a key may be let do, in a person's words; in the order in which it is offered. */
export const scopeWords: Partial<Record<Permission, string>> = {
  'trucks:read': 'See trucks',
  'trucks:write': 'Add, change or archive trucks',
  'positions:read': 'See where trucks are and were',
  'positions:write': 'Send positions',
  'imports:read': 'See imports',
  'imports:write': 'Import files of positions',
  'phones:read': 'See phones',
  'phones:write': 'Set up phones or take them away',
  'shares:read': 'See who trucks are shared with',
  'shares:write': 'Share trucks',
  'settings:read': 'See settings',
  'settings:write': 'Change thresholds',
  'sample:write': 'Remove the sample fleet',
  'organization:write': 'Change the organization',
  'members:read': 'See members',
  'members:write': 'Invite or change members',
  'keys:read': 'See API keys',
  'audit:read': 'Read the audit log',
}

/** Those that one may give: a key does no more than its maker may. */
export const scopesFor = (may: (permission: Permission) => boolean) =>
  (Object.keys(scopeWords) as Permission[]).filter(may)

/** For a line of text: "See trucks, send positions". */
export function scopesLine(scopes: readonly Permission[]): string {
  const words = scopes.map((scope) => scopeWords[scope] ?? scope)
  return words.map((word, i) => (i === 0 ? word : word.charAt(0).toLowerCase() + word.slice(1))).join(', ')
}
