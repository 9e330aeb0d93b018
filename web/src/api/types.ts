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

export type Token = Pick<Required<Answer<paths['/api/v1/auth/token']['post']>>, 'access_token' | 'expires_in'>
export type Me = Answer<paths['/api/v1/me']['get']>
export type Organization = Me['organization']
export type Truck = Answer<paths['/api/v1/trucks']['get']>['items'][number]
export type TruckChange = Body<paths['/api/v1/trucks/{id}']['put']>
export type ServiceStatus = Truck['serviceStatus']
export type TruckQuery = NonNullable<paths['/api/v1/trucks']['get']['parameters']['query']>
type TrackAnswer = Answer<paths['/api/v1/trucks/{id}/track']['get']>
/** The description cannot say that single speeds of the list may be unknown. */
export type Track = Omit<TrackAnswer, 'properties'> & {
  properties: Omit<TrackAnswer['properties'], 'speedsKph'> & { speedsKph: (number | null)[] }
}
export type Import = Answer<paths['/api/v1/imports/{id}']['get']>
