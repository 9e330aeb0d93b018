import { useEffect, useRef } from 'react'
import { NavLink, Outlet, useLocation } from 'react-router'
import { Page } from '@/components/ui/Page'
import { settingsPlace, settingsRooms } from './places'
import { usePlaces } from './usePlaces'

/** The settings: one page with a tab for each of their rooms. */
export function SettingsRooms() {
  const rooms = usePlaces(settingsRooms)
  const tabs = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: in a narrow window each room's tab may be out of sight
  useEffect(() => {
    tabs.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <Page title="Settings">
      {rooms.length > 1 && (
        <nav
          ref={tabs}
          aria-label="Settings"
          className="mt-2 flex gap-5 overflow-x-auto border-line border-b max-wide:-mx-3.5 max-wide:px-3.5"
        >
          {rooms.map(({ path, name }) => (
            <NavLink
              key={path}
              to={path}
              end={path === settingsPlace.path}
              className="-mb-px whitespace-nowrap border-transparent border-b-2 py-2 text-ink-2 outline-offset-[-2px] hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-[550] aria-[current=page]:text-ink"
            >
              {name}
            </NavLink>
          ))}
        </nav>
      )}
      <Outlet />
    </Page>
  )
}
