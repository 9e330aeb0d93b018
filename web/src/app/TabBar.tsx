import { CircleUser } from 'lucide-react'
import { NavLink } from 'react-router'
import type { Me } from '@/api/types'
import { cn } from '@/lib/cn'
import { places } from './places'
import { UserMenu } from './UserMenu'
import { usePlaces } from './usePlaces'

interface Props {
  me: Me
  onKeys: () => void
  onPalette: () => void
}

const tab = 'flex flex-col items-center justify-center gap-0.5 text-2xs [&_svg]:size-5.5'

/** The navigation of a narrow window. */
export function TabBar({ me, onKeys, onPalette }: Props) {
  const tabs = usePlaces(places)
  return (
    <nav
      aria-label="Pages"
      className="relative z-30 col-span-2 row-start-2 grid h-[calc(60px+env(safe-area-inset-bottom))] auto-cols-fr grid-flow-col border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] wide:hidden"
    >
      {tabs.map(({ path, name, icon: Icon }) => (
        <NavLink
          key={path}
          to={path}
          end={path === '/'}
          className={({ isActive }) => cn(tab, isActive ? 'font-semibold text-accent' : 'text-ink-3')}
        >
          <Icon strokeWidth={1.7} aria-hidden />
          {name}
        </NavLink>
      ))}
      <UserMenu me={me} onKeys={onKeys} onPalette={onPalette} side="top">
        <button type="button" className={cn(tab, 'text-ink-3')}>
          <CircleUser strokeWidth={1.7} aria-hidden />
          You
        </button>
      </UserMenu>
    </nav>
  )
}
