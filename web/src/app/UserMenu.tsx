import { Command, Keyboard, LogOut, Monitor, Moon, Settings, Smartphone, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { signOut } from '@/api/session'
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
import { type ThemeChoice, useTheme } from '@/lib/theme'
import { phonesPlace, settingsPlace } from './places'

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
  return (
    <Menu>
      <MenuTrigger asChild>{children}</MenuTrigger>
      <MenuContent side={side} align="end">
        <div className="px-2 pt-1.5 pb-2">
          <div className="truncate font-semibold">{me.organization.name}</div>
          <div className="truncate text-ink-3 text-sm">{me.user.email}</div>
        </div>
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
        <MenuItem onSelect={() => navigate(phonesPlace.path)}>
          <Smartphone /> Phones
        </MenuItem>
        <MenuItem onSelect={() => navigate(settingsPlace.path)}>
          <Settings /> Settings
        </MenuItem>
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
