import { FileUp } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { cn } from '@/lib/cn'

/** Takes a file by dropping or by choosing it. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
  return (
    <section
      aria-label="Drop a file here"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'grid place-items-center rounded-lg border border-line-strong border-dashed px-4 py-10 text-center transition-colors',
        over && 'border-accent bg-accent-soft',
      )}
    >
      <FileUp className="size-7 text-ink-3" strokeWidth={1.5} aria-hidden />
      <p className="mt-3 font-[550]">Drop a file with positions here</p>
      <p className="mt-0.5 text-ink-3 text-sm">CSV, also compressed as .gz</p>
      <Button look="primary" className="mt-4" onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        aria-label="File with positions"
        accept=".csv,.txt,.gz,text/csv,application/gzip"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file must be able to be chosen again, when it has been mended.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </section>
  )
}
