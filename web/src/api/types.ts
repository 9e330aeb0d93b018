import type { paths } from './schema'

/** The body of an operation's successful answer, taken from the server's own description. */
type Answer<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: Status extends 200 | 201 | 202
        ? Responses[Status] extends { content: { 'application/json': infer Body } }
          ? Body
          : never
        : never
    }[keyof Responses]
  : never

type Body<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Sent } } }
  ? Sent
  : never

export type Token = Answer<paths['/api/v1/auth/token']['post']>
export type Me = Answer<paths['/api/v1/me']['get']>
export type Organization = Me['organization']
export type OrganizationChange = Body<paths['/api/v1/organizations']['post']>
export type Belonging = Me['organizations'][number]
export type Permission = Me['permissions'][number]
export type Role = Me['role']
export type Member = Answer<paths['/api/v1/members']['get']>['items'][number]
export type Invitation = Answer<paths['/api/v1/invitations']['get']>['items'][number]
export type NewInvitation = Answer<paths['/api/v1/members']['post']>
export type InvitationOffer = Answer<paths['/api/v1/invitations/offer']['post']>
export type PasswordLink = Answer<paths['/api/v1/members/{id}/password-reset']['post']>
export type MySession = Answer<paths['/api/v1/me/sessions']['get']>['items'][number]
export type ApiKey = Answer<paths['/api/v1/api-keys']['get']>['items'][number]
export type ApiKeyWish = Body<paths['/api/v1/api-keys']['post']>
export type ApiKeySecret = Answer<paths['/api/v1/api-keys']['post']>
type AuditValues = Readonly<Record<string, unknown>> | null
/** The document cannot say that values are whatever was there. */
export type AuditEntry = Omit<
  Answer<paths['/api/v1/audit-log']['get']>['items'][number],
  'before' | 'after'
> & { before: AuditValues; after: AuditValues }
export type AuditQuery = NonNullable<paths['/api/v1/audit-log']['get']['parameters']['query']>
export type Truck = Answer<paths['/api/v1/trucks']['get']>['items'][number]
export type TruckChange = Body<paths['/api/v1/trucks/{id}']['put']>
export type ServiceStatus = Truck['serviceStatus']
export type TruckQuery = NonNullable<paths['/api/v1/trucks']['get']['parameters']['query']>
export type Track = Answer<paths['/api/v1/trucks/{id}/track']['get']>
export type Import = Answer<paths['/api/v1/imports/{id}']['get']>
export type Preview = Answer<paths['/api/v1/imports/preview']['post']>
export type RefusedLine = Import['errors'][number]
export type Piece = Answer<paths['/api/v1/trucks/{id}/timeline']['get']>['items'][number]
export type Stop = Answer<paths['/api/v1/trucks/{id}/stops']['get']>['items'][number]
export type Gap = Answer<paths['/api/v1/trucks/{id}/gaps']['get']>['items'][number]
export type DayFigures = Answer<paths['/api/v1/trucks/{id}/days']['get']>['items'][number]
export type TruckStatus = Answer<paths['/api/v1/trucks/{id}/status']['get']>
export type Share = Answer<paths['/api/v1/trucks/{id}/shares']['get']>['items'][number]
export type ShareWish = Body<paths['/api/v1/trucks/{id}/shares']['post']>
export type NewShare = Answer<paths['/api/v1/trucks/{id}/shares']['post']>
export type SharedTruck = Answer<paths['/api/v1/shared/{token}']['get']>
export type MotionSettings = Answer<paths['/api/v1/settings/motion']['get']>
export type Phone = Answer<paths['/api/v1/trucks/{id}/phones']['get']>['items'][number]
export type PhoneSetup = Answer<paths['/api/v1/trucks/{id}/phone-setup']['post']>
export type UnknownDevice = Answer<paths['/api/v1/devices/unknown']['get']>['items'][number]
export type IntakeToken = Answer<paths['/api/v1/intake-tokens']['get']>['items'][number]
export type PlaybackWindow = Answer<paths['/api/v1/playback']['get']>
export type PlaybackEvent = Answer<paths['/api/v1/playback/events']['get']>['items'][number]
