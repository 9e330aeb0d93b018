import { expectAccessible } from './accessible'
import { expect, open, test } from './test'

const password = 'trucks on the long road'

test('a token that the server refuses is renewed unseen', async ({ page }) => {
  await open(page, '/')
  const answers: number[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/v1/trucks?')) answers.push(response.status())
  })
  await page.route(
    '**/api/v1/trucks?*',
    (route) => route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer old' } }),
    { times: 1 },
  )
  await page.getByRole('link', { name: 'Trucks', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Trucks', level: 1 })).toBeVisible()
  await expect.poll(() => answers.slice(0, 2)).toEqual([401, 200]) // more may follow, as the list is read anew
})

test('two tabs that renew at once both stay signed in', async ({ page, context }) => {
  // As on a page without https, where tabs cannot take turns.
  await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }))
  await open(page, '/trucks')
  const other = await context.newPage()
  await other.goto('/trucks')
  for (let i = 0; i < 4; i++) {
    await Promise.all([page.reload(), other.reload()])
    for (const tab of [page, other]) {
      await expect(tab.getByRole('heading', { name: 'Trucks', level: 1 })).toBeVisible()
    }
  }
})

test.describe(() => {
  // The session may end between the ticket and the line that it is for.
  test.use({ allowedErrors: /WebSocket connection/ })

  test('who was signed out elsewhere is asked to sign in again', async ({ page, api, name }) => {
    const username = `${name('ended').toLowerCase()}@example.org`
    const id = await api.addMember(username, password)
    await open(page, '/trucks', { username, password })
    await api.endSessions(id)
    await page.reload()
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  })
})

for (const theme of ['light', 'dark'] as const) {
  test(`a link sets a new password, once (${theme})`, async ({ page, api, name }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    const username = `${name('reset').toLowerCase()}@example.org`
    const id = await api.addMember(username, password)
    const link = await api.passwordLink(id)
    await page.goto(link)
    await expect(page.getByText('Choose a new password.')).toBeVisible()
    await expectAccessible(page, theme)
    await page.getByLabel('New password').fill('password1234')
    await page.keyboard.press('Enter')
    await expect(page.getByText('too easy to guess')).toBeVisible()
    await page.getByLabel('New password').fill('another good passphrase')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Your new password is set.')).toBeVisible()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await open(page, '/', { username, password: 'another good passphrase' })

    await page.goto(link)
    await page.reload() // an address that differs by what follows the # is not loaded anew
    await page.getByLabel('New password').fill('a third passphrase of mine')
    await page.keyboard.press('Enter')
    await expect(page.getByText('This link does not work any more.')).toBeVisible()
    await expectAccessible(page, theme)
  })
}

test('who forgot the password is told the same for whatever name', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('User name or e-mail').fill('nobody at all')
  await page.getByRole('button', { name: 'Forgot your password?' }).click()
  await expect(page.getByLabel('User name or e-mail')).toHaveValue('nobody at all')
  await expectAccessible(page, 'light')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText('If there is an account with this name')).toBeVisible()
  await page.getByRole('button', { name: 'Back to sign in' }).click()
  await expect(page.getByLabel('Password')).toBeVisible()
})
