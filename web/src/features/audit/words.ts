import type { AuditEntry } from '@/api/types'

/** The first words of actions, to choose among. */
export const topics = [
  { value: 'session', label: 'Sessions' },
  { value: 'sign-in', label: 'Refused sign-ins' },
  { value: 'access', label: 'Refused requests' },
  { value: 'member', label: 'Members' },
  { value: 'invitation', label: 'Invitations' },
  { value: 'user', label: 'Names of people' },
  { value: 'password', label: 'Passwords' },
  { value: 'api-key', label: 'API keys' },
  { value: 'organization', label: 'Organization' },
  { value: 'settings', label: 'Thresholds' },
  { value: 'truck', label: 'Trucks' },
  { value: 'import', label: 'Imports' },
  { value: 'phone', label: 'Phones' },
  { value: 'intake-token', label: 'Secret addresses' },
  { value: 'unknown-device', label: 'Unknown devices' },
  { value: 'share', label: 'Shared links' },
  { value: 'sample-fleet', label: 'Sample fleet' },
  { value: 'webhook', label: 'Webhooks' },
  { value: 'audit-log', label: 'Exports of this log' },
] as const

export type Topic = (typeof topics)[number]['value']

/** What was done, to stand after who did it. */
const deeds: Record<string, string> = {
  'access.refuse': 'tried what is not allowed',
  'api-key.create': 'made the API key',
  'api-key.revoke': 'revoked the API key',
  'api-key.rotate': 'rotated the API key',
  'audit-log.export': 'took this log as a file',
  'import.cancel': 'cancelled an import',
  'import.create': 'imported the file',
  'import.create-trucks': 'added trucks by an import',
  'import.export-refusals': 'took the refused lines of an import as a file',
  'intake-token.create': 'made the secret address',
  'intake-token.revoke': 'revoked a secret address',
  'invitation.accept': 'joined by an invitation',
  'invitation.create': 'invited',
  'invitation.revoke': 'withdrew an invitation',
  'member.change-role': 'gave another role to',
  'member.deactivate': 'deactivated',
  'member.end-sessions': 'signed out everywhere',
  'member.invite': 'invited',
  'member.password-link': 'made a link for a new password of a member',
  'member.reactivate': 'reactivated',
  'organization.create': 'made the organization',
  'organization.update': 'changed the organization',
  'password.change': 'changed their own password',
  'password.forget': 'had a link for a new password mailed to',
  'password.reset': 'set a new password by a link',
  'phone.set-up': 'set up a phone for truck',
  'phone.take-away': 'took a phone away',
  'sample-fleet.erase': 'erased the sample fleet',
  'sample-fleet.make': 'made the sample fleet',
  'sample-fleet.remove': 'removed the sample fleet',
  'session.end': 'signed out',
  'session.end-others': 'signed out everywhere else',
  'session.open': 'signed in',
  'session.token-reuse': 'came with a used token, so the session ended',
  'settings.change-motion': 'changed the thresholds of motion',
  'share.create': 'shared a truck',
  'share.revoke': 'revoked a shared link',
  'sign-in.fail': 'tried to sign in',
  'truck.archive': 'archived truck',
  'truck.create': 'added truck',
  'truck.restore': 'restored truck',
  'truck.update': 'changed truck',
  'unknown-device.assign': 'gave an unknown device to a truck',
  'unknown-device.forget': 'forgot an unknown device',
  'user.update': 'changed their own name',
  'webhook.change-secret': 'changed the secret of a webhook',
  'webhook.create': 'made a webhook',
  'webhook.revoke': 'revoked a webhook',
}

/** An action without words of its own stands as it is called. */
export const deedOf = (action: string) => deeds[action] ?? action

const strangers: Partial<Record<AuditEntry['actorKind'], string>> = {
  system: 'Watchtower',
  stranger: 'Someone',
}

export const actorOf = ({ actorKind, actorName }: Pick<AuditEntry, 'actorKind' | 'actorName'>) =>
  strangers[actorKind] ?? (actorKind === 'key' ? `Key “${actorName}”` : actorName)

/** What a thing is called, as far as the row tells. */
export function subjectOf({ before, after }: Pick<AuditEntry, 'before' | 'after'>): string {
  for (const name of ['truckNumber', 'name', 'fileName', 'email']) {
    const said = after?.[name] ?? before?.[name]
    if (typeof said === 'string' && said !== '') return said
  }
  return ''
}

/** Why something was refused. */
export const reasonOf = ({ refused, after }: Pick<AuditEntry, 'refused' | 'after'>) =>
  refused && typeof after?.reason === 'string' ? after.reason : null
