import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import { copyText } from '@/lib/copy'
import { Button } from './Button'
import { DialogFooter } from './Dialog'
import { Input } from './Input'

interface Props {
  /** What it is, with a capital letter: "The link". */
  name: string
  value: string
  children: ReactNode
  onDone: () => void
}

/** Something that is shown this once, to be copied: what a dialog ends with. */
export function ToldOnce({ name, value, children, onDone }: Props) {
  const [copied, setCopied] = useState(false)
  const copy = useRef<HTMLButtonElement>(null)
  // The button that had the focus is gone.
  useEffect(() => copy.current?.focus(), [])
  const take = async () => {
    if (await copyText(value)) setCopied(true)
    else toast.error('The browser does not let this page copy. Select the text and copy it yourself.')
  }
  return (
    <>
      <div className="px-5 pt-3 pb-5">
        <div className="text-ink-2">{children}</div>
        <div className="mt-3 flex gap-2">
          <Input
            readOnly
            aria-label={name}
            value={value}
            onFocus={(event) => event.target.select()}
            className="font-mono text-ink-2 text-sm"
          />
          <Button
            ref={copy}
            look={copied ? 'outline' : 'primary'}
            className="h-9"
            onClick={() => void take()}
          >
            {copied ? <Check /> : <Copy />} {copied ? 'Copied' : 'Copy'}
          </Button>
        </div>
      </div>
      <DialogFooter>
        <Button look={copied ? 'primary' : 'outline'} onClick={onDone}>
          Done
        </Button>
      </DialogFooter>
    </>
  )
}
