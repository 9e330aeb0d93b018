import { Check, Copy, Share2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import type { NewShare } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Input } from '@/components/ui/Input'
import { copyText } from '@/lib/copy'
import { useFormat } from '@/lib/format/useFormat'
import { useNow } from '@/lib/live/clock'
import { linkTo } from './link'

interface Props {
  link: NewShare
  truckNumber: string
  onAnother: () => void
}

/** The link that was just made: the only time that it is shown. */
export function NewLink({ link, truckNumber, onAnother }: Props) {
  const format = useFormat()
  const now = useNow()
  const [copied, setCopied] = useState(false)
  const copy = useRef<HTMLButtonElement>(null)
  const url = linkTo(link.path)
  const canShare = typeof navigator.share === 'function'

  // The button that had the focus is gone.
  useEffect(() => copy.current?.focus(), [])

  const copyLink = async () => {
    if (await copyText(url)) setCopied(true)
    else toast.error('The browser does not let this page copy. Select the link and copy it yourself.')
  }
  // Leaving the system's sheet without sharing is no fault.
  const send = () => navigator.share({ title: `Truck ${truckNumber}`, url }).catch(() => {})

  return (
    <div className="px-5 pt-4 pb-5">
      <p className="num text-ink-2">
        This link works until {format.since(Date.parse(link.expiresAt), now)}{' '}
        {format.zone(Date.parse(link.expiresAt))}. Copy it now: it is not shown again.
      </p>
      <Input
        readOnly
        aria-label="The link"
        value={url}
        onFocus={(event) => event.target.select()}
        className="mt-3 text-ink-2 text-sm"
      />
      <div className="mt-3 flex gap-2">
        <Button ref={copy} look="primary" size="lg" className="flex-1" onClick={() => void copyLink()}>
          {copied ? <Check /> : <Copy />} {copied ? 'Copied' : 'Copy the link'}
        </Button>
        {canShare && (
          <Button size="lg" onClick={() => void send()}>
            <Share2 /> Send …
          </Button>
        )}
        <Button size="lg" onClick={onAnother}>
          Another one
        </Button>
      </div>
    </div>
  )
}
