import { type ReactNode, useId } from 'react'
import { cn } from '@/lib/cn'

interface Props {
  label: string
  hint?: ReactNode
  error?: string
  optional?: boolean
  className?: string
  children: (field: { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string }) => ReactNode
}

/** A labelled field; what is wrong with it is said right below it. */
export function Field({ label, hint, error, optional, className, children }: Props) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className={cn('min-w-0', className)}>
      <label htmlFor={id} className="mb-1 block font-medium text-ink-2 text-sm">
        {label}
        {optional && <span className="ml-1.5 font-normal text-ink-3">optional</span>}
      </label>
      {children({
        id,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-describedby': note === undefined ? undefined : noteId,
      })}
      {note !== undefined && (
        <div
          id={noteId}
          role={error === undefined ? undefined : 'alert'}
          className={cn('mt-1 text-sm', error === undefined ? 'text-ink-3' : 'text-alert')}
        >
          {note}
        </div>
      )}
    </div>
  )
}
