import { create } from 'zustand'

export type ThemeChoice = 'system' | 'light' | 'dark'
export type Theme = 'light' | 'dark'

const KEY = 'watchtower.theme'
const dark = () => window.matchMedia('(prefers-color-scheme: dark)')

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(KEY)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}

const resolve = (choice: ThemeChoice): Theme =>
  choice === 'system' ? (dark().matches ? 'dark' : 'light') : choice

interface ThemeState {
  choice: ThemeChoice
  theme: Theme
  choose: (choice: ThemeChoice) => void
}

export const useTheme = create<ThemeState>((set) => {
  const choice = stored()
  return {
    choice,
    theme: resolve(choice),
    choose: (choice) => {
      try {
        localStorage.setItem(KEY, choice)
      } catch {
        // The choice then lasts until the page is loaded again.
      }
      set({ choice, theme: resolve(choice) })
    },
  }
})

/** Keeps the page in step with the choice and with the system. */
export function followTheme() {
  const show = () => {
    document.documentElement.dataset.theme = useTheme.getState().theme
  }
  show()
  useTheme.subscribe(show)
  dark().addEventListener('change', () => useTheme.setState(({ choice }) => ({ theme: resolve(choice) })))
}
