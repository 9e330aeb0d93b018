import { NavLink } from 'react-router'
import type { Me } from '@/api/types'
import { Logo } from '@/components/ui/Logo'
import { Tip } from '@/components/ui/Tip'
import { type Place, phonesPlace, places, settingsPlace } from './places'
import { UserMenu } from './UserMenu'
import { usePlaces } from './usePlaces'

interface Props {
  me: Me
  onKeys: () => void
  onPalette: () => void
}

export function Rail({ me, onKeys, onPalette }: Props) {
  return (
    <nav
      aria-label="Pages"
      className="row-span-2 row-start-1 flex w-14 flex-col items-center gap-1 border-line border-r bg-surface py-3 max-wide:hidden"
    >
      <Logo className="mb-3 size-8 text-accent" />
      {usePlaces(places).map((place) => (
        <RailLink key={place.path} place={place} />
      ))}
      <div className="flex-1" />
      {usePlaces([phonesPlace, settingsPlace]).map((place) => (
        <RailLink key={place.path} place={place} />
      ))}
      <UserMenu me={me} onKeys={onKeys} onPalette={onPalette} side="right">
        <button
          type="button"
          aria-label="Your account"
          className="mt-2 grid size-8 place-items-center rounded-full bg-sunken font-semibold text-2xs text-ink-2 ring-1 ring-line hover:text-ink"
        >
          {initials(me.user.name)}
        </button>
      </UserMenu>
    </nav>
  )
}

function RailLink({ place: { path, name, keys, icon: Icon } }: { place: Place }) {
  return (
    <Tip text={name} keys={keys} side="right">
      <NavLink
        to={path}
        end={path === '/'}
        aria-label={name}
        className="grid size-10 place-items-center rounded-lg text-ink-3 transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent"
      >
        <Icon className="size-5" strokeWidth={1.7} aria-hidden />
      </NavLink>
    </Tip>
  )
}

function initials(name: string): string {
  const words = name.split(/[\s._@-]+/).filter(Boolean)
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => word.charAt(0)) : [name.slice(0, 2)]
  return letters.join('').toUpperCase()
}
