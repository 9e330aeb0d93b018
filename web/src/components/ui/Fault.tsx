import { cn } from '@/lib/cn'

/** What is wrong with a whole form. */
export function Fault({ text, className }: { text: string | undefined; className?: string }) {
  if (text === undefined) return null
  return (
    <p role="alert" className={cn('rounded-md bg-alert-soft px-3 py-2 text-alert text-sm', className)}>
      {text}
    </p>
  )
}
