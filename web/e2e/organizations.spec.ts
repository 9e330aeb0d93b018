import { expect, open, test } from './test'

// What cannot be read as a name, an e-mail or a number is malformed to the server.
test.use({ allowedErrors: /status of 400/ })

test('a platform administrator makes an organization, changes it, and goes there and back', async ({
  page,
  api,
  name,
}) => {
  const home = ((await api.get('/api/v1/me')) as { organization: { name: string } }).organization.name
  const [made, changed] = [name('Northern Lines'), name('Southern Lines')]
  await open(page, '/settings/organizations')
  await page.getByRole('button', { name: 'Add an organization' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add the organization' }).click()
  await expect(dialog.getByText('Must not be empty.')).toBeVisible()
  await dialog.getByLabel('Name').fill(made)
  await dialog.getByLabel('Country').click()
  await page.getByPlaceholder('Search for a country').fill('norway')
  await page.getByRole('option', { name: 'Norway' }).click()
  await dialog.getByRole('button', { name: 'Add the organization' }).click()
  await expect(page.getByText(`${made} is added, and you are its owner.`)).toBeVisible()
  const list = page.getByRole('region', { name: 'Organizations' })
  const row = list.getByRole('listitem').filter({ hasText: made })
  await expect(row).toContainText('Norway')
  await row.getByRole('button', { name: 'Switch to it' }).click()
  await expect(page.getByText('Put your trucks on the map')).toBeVisible()

  await page.getByRole('link', { name: 'Settings' }).click()
  const form = page.getByRole('form', { name: 'Organization' })
  await expect(form.getByLabel('Name')).toHaveValue(made)
  await form.getByLabel('Name').fill(changed)
  await form.getByLabel('Distances in').click()
  await page.getByRole('option', { name: 'Miles' }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(form.getByLabel('Distances in')).toHaveText('Miles')
  await page.getByRole('button', { name: 'Your account' }).click()
  await expect(page.getByRole('menu')).toContainText(changed)

  await page.getByRole('menuitemradio', { name: home, exact: true }).click()
  await expect(page).toHaveTitle('Map · Watchtower')
  await page.getByRole('button', { name: 'Your account' }).click()
  await expect(page.getByRole('menuitemradio', { name: home, exact: true })).toBeChecked()
})
