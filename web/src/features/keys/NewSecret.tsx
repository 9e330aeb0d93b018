import type { ApiKeySecret } from '@/api/types'
import { ToldOnce } from '@/components/ui/ToldOnce'

export function NewSecret({ made, onDone }: { made: ApiKeySecret; onDone: () => void }) {
  return (
    <ToldOnce name="The key" value={made.secret} onDone={onDone}>
      <p>
        Give it to the service and to nobody else, to be sent as{' '}
        <code className="rounded-sm bg-sunken px-1 py-px text-sm">Authorization: Bearer wt_…</code>. It is
        shown only now: copy it before you close this.
      </p>
    </ToldOnce>
  )
}
