import type { Organization } from '@/api/types'

export const typeWords: Record<Organization['type'], string> = {
  transporter: 'Drives: a transporter',
  client: 'Has its goods driven: a client',
}

export const unitWords: Record<Organization['units'], string> = {
  metric: 'Kilometres',
  imperial: 'Miles',
}

export const dayWords: Record<Organization['firstDayOfWeek'], string> = {
  monday: 'Monday',
  saturday: 'Saturday',
  sunday: 'Sunday',
}

const optionsOf = <Value extends string>(words: Record<Value, string>) =>
  (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }))

export const typeOptions = optionsOf(typeWords)
export const unitOptions = optionsOf(unitWords)
export const dayOptions = optionsOf(dayWords)
