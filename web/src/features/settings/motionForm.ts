import { ApiError, messageOf } from '@/api/problem'
import type { MotionSettings } from '@/api/types'

export interface Threshold {
  name: keyof MotionSettings
  label: string
  unit: 's' | 'm' | 'km/h'
  text: string
}

/** The thresholds of motion, in the order in which one thinks of them. */
export const groups: { title: string; thresholds: Threshold[] }[] = [
  {
    title: 'When a truck stands',
    thresholds: [
      {
        name: 'stopRadiusMeters',
        label: 'Standing within',
        unit: 'm',
        text: 'A truck stands when all its fixes lie this close together…',
      },
      { name: 'stopSeconds', label: 'For at least', unit: 's', text: '…for at least this long.' },
      {
        name: 'leaveRadiusMeters',
        label: 'Gone when further than',
        unit: 'm',
        text: 'A stop ends with the first fix that is further away than this.',
      },
    ],
  },
  {
    title: 'When a truck falls silent',
    thresholds: [
      {
        name: 'silenceSeconds',
        label: 'Silent after',
        unit: 's',
        text: 'Without a fix for this long nobody knows what the truck does.',
      },
      {
        name: 'silenceRadiusMeters',
        label: 'Stood when it comes back within',
        unit: 'm',
        text: 'A silence whose ends lie at most this far apart was a stop; otherwise there was no signal.',
      },
      {
        name: 'offlineSeconds',
        label: 'Offline after',
        unit: 's',
        text: 'A truck is shown as offline when its newest fix is older than this.',
      },
    ],
  },
  {
    title: 'What cannot be true',
    thresholds: [
      {
        name: 'wildSpeedKph',
        label: 'Faster than',
        unit: 'km/h',
        text: 'A fix that the truck could only have reached faster than this…',
      },
      {
        name: 'wildDistanceMeters',
        label: 'And further than',
        unit: 'm',
        text: '…and that is further away than this, is set aside unless the next one agrees.',
      },
    ],
  },
]

/** What stands in the form: texts as they are typed. */
export type MotionForm = Record<keyof MotionSettings, string>
export type MotionFaults = Partial<Record<keyof MotionSettings, string>> & { form?: string }

const names = groups.flatMap(({ thresholds }) => thresholds.map(({ name }) => name))

const map = <Value>(of: (name: keyof MotionSettings) => Value) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<keyof MotionSettings, Value>

export const formOf = (settings: MotionSettings): MotionForm => map((name) => String(settings[name]))

/** The settings, or what was typed that is no number; what numbers are possible the server knows. */
export function settingsOf(form: MotionForm): MotionSettings | MotionFaults {
  const wrong = names.filter((name) => form[name].trim() === '' || !Number.isFinite(Number(form[name])))
  if (wrong.length > 0) return Object.fromEntries(wrong.map((name) => [name, 'Write a number.']))
  return map((name) => Number(form[name]))
}

export const isWhole = (made: MotionSettings | MotionFaults): made is MotionSettings =>
  names.every((name) => typeof made[name] === 'number')

/** Puts what the server refused beside the field it is about. */
export function faultsFrom(error: unknown): MotionFaults {
  if (!(error instanceof ApiError)) return { form: messageOf(error) }
  const faults: MotionFaults = {}
  for (const name of names) if (error.fields[name] !== undefined) faults[name] = error.fields[name]
  return Object.keys(faults).length > 0 ? faults : { form: error.message }
}
