import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { messageOf } from '@/api/problem'
import { switchOrganization } from '@/api/session'
import type { Me } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Pill } from '@/components/ui/Pill'
import { roleWords } from '@/lib/roles'

/** What one belongs to, with a way from one into another. */
export function MyOrganizations({ me }: { me: Me }) {
  const change = useMutation({
    mutationFn: switchOrganization,
    onError: (error) => toast.error(messageOf(error)),
  })
  return (
    <section aria-labelledby="organizations-title">
      <h2 id="organizations-title" className="font-[620] text-lg tracking-tight">
        {me.organizations.length > 1 ? 'Your organizations' : 'Your organization'}
      </h2>
      <ul className="mt-3 overflow-hidden rounded-xl border border-line bg-surface max-wide:-mx-3.5 max-wide:rounded-none max-wide:border-x-0">
        {me.organizations.map(({ id, name, role }) => (
          <li
            key={id}
            className="flex min-h-[46px] items-center gap-3 border-line border-t px-3.5 py-2 first:border-0"
          >
            <span className="min-w-0 flex-1">
              <span className="font-semibold">{name}</span>
              <span className="text-ink-3"> · {roleWords[role]}</span>
            </span>
            {id === me.organization.id ? (
              me.organizations.length > 1 && <Pill tone="accent">You are here</Pill>
            ) : (
              <Button size="sm" disabled={change.isPending} onClick={() => change.mutate(id)}>
                Switch to it
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
