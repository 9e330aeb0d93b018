import type { Organization } from '@/api/types'
import { countryName, languageName } from './places'
import { dayWords, typeWords, unitWords } from './words'

/** What the organization is, for who may not change it. */
export function OrganizationFacts({ organization }: { organization: Organization }) {
  const facts: [string, string][] = [
    ['Name', organization.name],
    ['What it does', typeWords[organization.type]],
    ['Country', countryName(organization.country)],
    ['Time zone', organization.timeZone.replaceAll('_', ' ')],
    ['Language', languageName(organization.locale)],
    ['Distances in', unitWords[organization.units]],
    ['Weeks begin on', dayWords[organization.firstDayOfWeek]],
  ]
  return (
    <>
      <p className="mt-1 text-ink-2">Your role may look at this; owners change it.</p>
      <dl className="mt-3 overflow-hidden rounded-xl border border-line bg-surface">
        {facts.map(([name, value]) => (
          <div
            key={name}
            className="grid min-h-10 grid-cols-[10rem_minmax(0,1fr)] items-center gap-3 border-line border-t px-4 py-1.5 first:border-0 max-wide:grid-cols-[8rem_minmax(0,1fr)]"
          >
            <dt className="text-ink-3">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
