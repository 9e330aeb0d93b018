import { cn } from '@/lib/cn'

/** Holds the place of what is being loaded, and shows itself only when that takes a while. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('after-a-while block rounded-sm bg-line', className)} />
}
