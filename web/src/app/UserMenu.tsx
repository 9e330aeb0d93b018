import { Command, Keyboard, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { toast } from 'sonner'
import { messageOf } from '@/api/problem'
import { signOut, switchOrganization } from '@/api/session'
import type { Me } from '@/api/types'
import { Kbd } from '@/components/ui/Kbd'
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '@/components/ui/Menu'
import { isMac } from '@/lib/keys'
import { roleWords } from '@/lib/roles'
import { type ThemeChoice, useTheme } from '@/lib/theme'
import { accountPlace, phonesPlace, settingsPlace } from './places'
import { usePlaces } from './usePlaces'

interface Props {
  me: Me
  onKeys: () => void
  onPalette: () => void
  side: 'right' | 'top'
  children: ReactNode
}

export function UserMenu({ me, onKeys, onPalette, side, children }: Props) {
  const { choice, choose } = useTheme()
  const navigate = useNavigate()
  const links = usePlaces([accountPlace, phonesPlace, settingsPlace])
  const goTo = (organization: string) => {
    if (organization === me.organization.id) return
    switchOrganization(organization).catch((error: unknown) => toast.error(messageOf(error)))
  }
  return (
    <Menu>
      <MenuTrigger asChild>{children}</MenuTrigger>
      <MenuContent side={side} align="end">
        <div className="px-2 pt-1.5 pb-2">
          <div className="truncate font-semibold">{me.organization.name}</div>
          <div className="truncate text-ink-3 text-sm">
            {me.user.name} · {roleWords[me.role]}
          </div>
        </div>
        {me.organizations.length > 1 && (
          <>
            <MenuSeparator />
            <MenuLabel>Organization</MenuLabel>
            <div className="max-h-52 overflow-y-auto">
              <MenuRadioGroup value={me.organization.id} onValueChange={goTo}>
                {me.organizations.map(({ id, name }) => (
                  <MenuRadioItem key={id} value={id}>
                    <span className="max-w-60 truncate">{name}</span>
                  </MenuRadioItem>
                ))}
              </MenuRadioGroup>
            </div>
          </>
        )}
        <MenuSeparator />
        <MenuLabel>Theme</MenuLabel>
        <MenuRadioGroup value={choice} onValueChange={(value) => choose(value as ThemeChoice)}>
          <MenuRadioItem value="system">
            <Monitor /> As the system
          </MenuRadioItem>
          <MenuRadioItem value="light">
            <Sun /> Light
          </MenuRadioItem>
          <MenuRadioItem value="dark">
            <Moon /> Dark
          </MenuRadioItem>
        </MenuRadioGroup>
        <MenuSeparator />
        {links.map(({ path, name, icon: Icon }) => (
          <MenuItem key={path} onSelect={() => navigate(path)}>
            <Icon /> {name}
          </MenuItem>
        ))}
        <MenuItem onSelect={onPalette}>
          <Command /> Go to… <Kbd className="ml-auto">{isMac ? '⌘ K' : 'Ctrl K'}</Kbd>
        </MenuItem>
        <MenuItem onSelect={onKeys}>
          <Keyboard /> Keyboard shortcuts <Kbd className="ml-auto">?</Kbd>
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => void signOut()}>
          <LogOut /> Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
