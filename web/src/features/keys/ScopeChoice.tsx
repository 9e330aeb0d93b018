import { useId } from 'react'
import { useMay } from '@/api/may'
import type { Permission } from '@/api/types'
import { scopesFor, scopeWords } from './scopes'

interface Props {
  chosen: readonly Permission[]
  error?: string
  onChoose: (scopes: readonly Permission[]) => void
}

/** What the key may do: as little as the service needs. */
export function ScopeChoice({ chosen, error, onChoose }: Props) {
  const may = useMay()
  const errorId = useId()
  const toggle = (scope: Permission) =>
    onChoose(chosen.includes(scope) ? chosen.filter((other) => other !== scope) : [...chosen, scope])
  return (
    <fieldset aria-describedby={error === undefined ? undefined : errorId}>
      <legend className="mb-1 font-medium text-ink-2 text-sm">It may</legend>
      <div className="grid max-h-64 grid-cols-2 overflow-y-auto rounded-md border border-line-strong p-1 max-wide:grid-cols-1">
        {scopesFor(may).map((scope) => (
          <label
            key={scope}
            title={scope}
            className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1 hover:bg-sunken"
          >
            <input
              type="checkbox"
              checked={chosen.includes(scope)}
              onChange={() => toggle(scope)}
              className="size-4 shrink-0 accent-accent"
            />
            {scopeWords[scope]}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={errorId} role="alert" className="mt-1 text-alert text-sm">
          {error}
        </p>
      )}
    </fieldset>
  )
}
