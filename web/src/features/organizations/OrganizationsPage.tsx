import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { useMay } from '@/api/may'
import { messageOf } from '@/api/problem'
import { meQuery } from '@/api/queries'
import { switchOrganization } from '@/api/session'
import type { Organization } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { PagedList } from '@/components/ui/PagedList'
import { Pill } from '@/components/ui/Pill'
import { useTitle } from '@/lib/hooks'
import { OrganizationDialog } from './OrganizationDialog'
import { formOf, newFrom } from './organizationForm'
import { countryName } from './places'
import { useOrganizations } from './useOrganizations'

/** All organizations of the platform, for its administrators. */
export default function OrganizationsPage() {
  useTitle('Organizations')
  const may = useMay()
  const me = useQuery(meQuery).data
  const pages = useOrganizations()
  const [open, setOpen] = useState<'new' | Organization | null>(null)
  const change = useMutation({
    mutationFn: switchOrganization,
    onError: (error) => toast.error(messageOf(error)),
  })
  return (
    <section aria-labelledby="organizations-title" className="mt-4 max-w-5xl">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <div className="min-w-64 flex-1">
          <h2 id="organizations-title" className="font-[620] text-lg tracking-tight">
            Organizations
          </h2>
          <p className="mt-1 max-w-2xl text-ink-2">
            All on this server. Their trucks, people and positions are seen by their members only.
          </p>
        </div>
        {may('organizations:write') && (
          <Button look="primary" onClick={() => setOpen('new')}>
            <Plus /> Add an organization
          </Button>
        )}
      </div>
      <PagedList pages={pages} what="organizations" empty="None.">
        {(organizations) => (
          <ul>
            {organizations.map((organization) => (
              <li
                key={organization.id}
                className="flex min-h-[52px] flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-t px-3.5 py-2 first:border-0"
              >
                <span className="min-w-52 flex-1">
                  <span className="block truncate font-semibold">{organization.name}</span>
                  <span className="block text-ink-3 text-sm">
                    {organization.type === 'client' && 'Client · '}
                    {countryName(organization.country)} · {organization.timeZone.replaceAll('_', ' ')}
                  </span>
                </span>
                <span className="flex items-center gap-1.5">
                  {organization.id === me?.organization.id ? (
                    <Pill tone="accent">You are here</Pill>
                  ) : (
                    me?.organizations.some(({ id }) => id === organization.id) && (
                      <Button
                        size="sm"
                        disabled={change.isPending}
                        onClick={() => change.mutate(organization.id)}
                      >
                        Switch to it
                      </Button>
                    )
                  )}
                  {may('organizations:write') && (
                    <Button
                      size="sm"
                      aria-label={`Edit ${organization.name}`}
                      onClick={() => setOpen(organization)}
                    >
                      Edit
                    </Button>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {open === 'new' && me !== undefined && (
        <OrganizationDialog
          organization={null}
          start={newFrom(me.organization)}
          onClose={() => setOpen(null)}
        />
      )}
      {open !== null && open !== 'new' && (
        <OrganizationDialog organization={open} start={formOf(open)} onClose={() => setOpen(null)} />
      )}
    </section>
  )
}
