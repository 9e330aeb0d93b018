import { Command } from 'cmdk'
import { Keyboard, LogOut, type LucideIcon, Monitor, Moon, Search, Sun } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type ReactNode, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { signOut } from '@/api/session'
import { Shape } from '@/components/fleet/Shape'
import { Kbd } from '@/components/ui/Kbd'
import type { FleetTruck } from '@/lib/fleet/useFleet'
import { useSearched } from '@/lib/fleet/useFound'
import { useTruckNow } from '@/lib/fleet/useTruckNow'
import { type ThemeChoice, useTheme } from '@/lib/theme'
import { findActions, findTrucks, MOST_FOUND } from './find'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  onKeys: () => void
  places: readonly { path: string; name: string; keys?: string; icon: LucideIcon }[]
}

/** Goes to a page or a truck, or does something, by typing a little of its name. */
export function Palette({ open, onOpenChange, ...rest }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-[fade-in_120ms_ease-out] bg-[rgb(12_16_19/0.35)]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="floating pop-in fixed top-[12vh] left-1/2 z-40 w-[calc(100%-24px)] max-w-[560px] -translate-x-1/2 overflow-hidden rounded-xl"
        >
          <Dialog.Title className="sr-only">Go to</Dialog.Title>
          <Commands onDone={() => onOpenChange(false)} {...rest} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const themes: { choice: ThemeChoice; name: string; icon: LucideIcon }[] = [
  { choice: 'light', name: 'Light theme', icon: Sun },
  { choice: 'dark', name: 'Dark theme', icon: Moon },
  { choice: 'system', name: 'Theme as the system', icon: Monitor },
]

function Commands({ onDone, onKeys, places }: Omit<Props, 'open' | 'onOpenChange'> & { onDone: () => void }) {
  const [query, setQuery] = useState('')
  const navigate = useNavigate()
  const choose = useTheme((state) => state.choose)
  const { trucks } = useSearched(query, MOST_FOUND)
  const found = useMemo(() => findTrucks(trucks, query), [trucks, query])

  const run = (action: () => void) => () => {
    onDone()
    action()
  }
  const pages = findActions(places, query)
  const doing = findActions(
    [
      ...themes.map(({ choice, ...theme }) => ({ ...theme, keys: undefined, run: () => choose(choice) })),
      { name: 'Keyboard shortcuts', icon: Keyboard, keys: '?', run: onKeys },
      { name: 'Sign out', icon: LogOut, keys: undefined, run: () => void signOut() },
    ],
    query,
  )
  return (
    <Command shouldFilter={false} label="Go to">
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Search className="size-4 text-ink-3" aria-hidden />
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder="A truck, a page, or something to do"
          className="h-12 flex-1 bg-transparent text-[15px] outline-none"
        />
        <Kbd>Esc</Kbd>
      </div>
      <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-6 text-center text-ink-3">
          Nothing is called like that.
        </Command.Empty>
        <Group heading="Trucks" count={found.length}>
          {found.map((truck) => (
            <Item
              key={truck.id}
              value={truck.id}
              icon={<TruckShape truck={truck} />}
              name={truck.number}
              note={[truck.facts?.brand, truck.facts?.company].filter(Boolean).join(' · ')}
              onSelect={run(() => navigate(`/?truck=${truck.id}`))}
            />
          ))}
        </Group>
        <Group heading="Pages" count={pages.length}>
          {pages.map(({ path, ...page }) => (
            <Item
              key={path}
              value={path}
              {...page}
              icon={<page.icon className="size-4 shrink-0 text-ink-3" aria-hidden />}
              onSelect={run(() => navigate(path))}
            />
          ))}
        </Group>
        <Group heading="Do" count={doing.length}>
          {doing.map(({ run: action, ...entry }) => (
            <Item
              key={entry.name}
              value={entry.name}
              {...entry}
              icon={<entry.icon className="size-4 shrink-0 text-ink-3" aria-hidden />}
              onSelect={run(action)}
            />
          ))}
        </Group>
      </Command.List>
    </Command>
  )
}

const TruckShape = ({ truck }: { truck: FleetTruck }) => (
  <Shape {...useTruckNow(truck.id, truck.facts)} className="size-4 shrink-0" />
)

function Group({ heading, count, children }: { heading: string; count: number; children: ReactNode }) {
  if (count === 0) return null
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  )
}

interface ItemProps {
  value: string
  icon: ReactNode
  name: string
  note?: string
  keys?: string
  onSelect: () => void
}

function Item({ value, icon, name, note, keys, onSelect }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 data-[selected=true]:bg-accent-soft"
    >
      {icon}
      <span className="num font-[550]">{name}</span>
      {note && <span className="min-w-0 truncate text-ink-3 text-sm">{note}</span>}
      {keys && <Kbd className="ml-auto">{keys}</Kbd>}
    </Command.Item>
  )
}
