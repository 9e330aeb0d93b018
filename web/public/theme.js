// Runs before the first paint, so that a dark page never flashes white. src/lib/theme.ts takes over from here.
;(() => {
  let choice = 'system'
  try {
    choice = localStorage.getItem('watchtower.theme') ?? 'system'
  } catch {
    // Storage may be switched off; the system's choice is then the one to follow.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
