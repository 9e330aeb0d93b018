import type { Phone } from '@/api/types'

type Reason = Phone['dropped'][number]['reason']

const reasons: Record<Reason, string> = {
  no_place: 'no usable place',
  no_time: 'no usable time',
  too_old: 'too old to keep',
  ahead: 'more than a day ahead of the clock',
  archived: 'came while the truck was archived',
  unreadable: 'not readable',
}

export const reasonWords = (reason: Reason): string => reasons[reason]

const activities: Record<string, string> = {
  still: 'still',
  on_foot: 'on foot',
  walking: 'walking',
  running: 'running',
  in_vehicle: 'in a vehicle',
  on_bicycle: 'on a bicycle',
}

/** What the phone takes its bearer to be doing; null where it does not know. */
export const activityWords = (activity: string | null): string | null =>
  activity === null ? null : (activities[activity] ?? null)
