import { Dialog } from '@/components/ui/Dialog'
import { Kbd } from '@/components/ui/Kbd'
import { isMac } from '@/lib/keys'

const keys: [string[], string][] = [
  [['/'], 'Search the trucks'],
  [[isMac ? '⌘' : 'Ctrl', 'K'], 'Go to a truck or a page, or do something'],
  [['↑', '↓'], 'Walk the list of trucks'],
  [['Enter'], 'Open the truck'],
  [['←', '→'], 'Go to the day before or after'],
  [['Esc'], 'Close what is open'],
  [['g', 'm'], 'Go to the map'],
  [['g', 't'], 'Go to the trucks'],
  [['g', 'p'], 'Go to the playback'],
  [['g', 'i'], 'Go to the import'],
  [['g', 'd'], 'Go to the phones'],
  [['g', 's'], 'Go to the settings'],
  [['g', 'a'], 'Go to your account'],
  [['Space'], 'Play or pause the playback'],
  [['Shift', '←'], 'Move far along its time line; ← alone a little'],
  [[',', '.'], 'Go to its event before or after'],
  [['?'], 'Show these keys'],
]

export function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" className="max-w-sm">
      <dl className="grid gap-px px-5 pt-3 pb-5">
        {keys.map(([strokes, meaning]) => (
          <div
            key={meaning}
            className="flex h-9 items-center justify-between gap-6 border-line border-b last:border-0"
          >
            <dt className="text-ink-2">{meaning}</dt>
            <dd className="flex gap-1">
              {strokes.map((stroke) => (
                <Kbd key={stroke}>{stroke}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
