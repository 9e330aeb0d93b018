import { X } from 'lucide-react'
import { Link } from 'react-router'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'

export function MissingTruck({ onClose }: { onClose: () => void }) {
  return (
    <div className="p-[18px]">
      <div className="flex items-start justify-between">
        <h2 className="pt-1 font-[620] text-lg tracking-tight">This truck is not here</h2>
        <IconButton label="Close" keys="Esc" className="-mr-2" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <p className="mt-1 text-ink-2">It may have been archived, or the link may be from somewhere else.</p>
      <Button asChild className="mt-4">
        <Link to="/trucks?archived=true">Look among archived trucks</Link>
      </Button>
    </div>
  )
}
