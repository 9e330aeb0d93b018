import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { Button } from './Button'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  className?: string
  children: ReactNode
}

export function Dialog({ open, onOpenChange, title, description, className, children }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[fade-in_120ms_ease-out] bg-[rgb(12_16_19/0.35)]" />
        <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center overflow-y-auto p-4 max-wide:place-items-end max-wide:p-0">
          <Radix.Content
            {...(description === undefined ? { 'aria-describedby': undefined } : {})}
            className={cn(
              'floating pop-in pointer-events-auto relative w-full max-w-lg rounded-xl outline-none max-wide:max-h-[92dvh] max-wide:overflow-y-auto max-wide:rounded-b-none',
              className,
            )}
          >
            <header className="px-5 pt-4 pr-14">
              <Radix.Title className="font-[620] text-lg tracking-tight">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-1 text-ink-2">{description}</Radix.Description>
              )}
            </header>
            {children}
            <Radix.Close asChild>
              <Button look="ghost" size="icon" aria-label="Close" className="absolute top-3 right-3">
                <X />
              </Button>
            </Radix.Close>
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  )
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3">
      {children}
    </footer>
  )
}
