import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { copyText } from '@/lib/copy'
import { IconButton } from './IconButton'

export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <IconButton
      label={copied ? 'Copied' : label}
      className={className}
      onClick={async () => {
        if (await copyText(text)) setCopied(true)
        else toast.error('The browser does not let this page copy. Select the text and copy it yourself.')
      }}
    >
      {copied ? <Check className="text-moving" /> : <Copy />}
    </IconButton>
  )
}
