import { expect, open, test } from './test'

const password = 'trucks on the long road'

test('one changes the own name and password, and ends other sessions', async ({
  page,
  browser,
  api,
  name,
}) => {
  const username = `${name('self').toLowerCase()}@example.org`
  await api.addMember(username, password)
  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  await open(other, '/trucks', { username, password })

  await open(page, '/account', { username, password })
  await page.getByLabel('Name').fill('Robin Renamed')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByText('Your name is changed.')).toBeVisible()
  await page.getByRole('button', { name: 'Your account' }).click()
  await expect(page.getByRole('menu')).toContainText('Robin Renamed')
  await page.keyboard.press('Escape')

  const sessions = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem')
  await expect(sessions).toHaveCount(2)
  await expect(sessions.filter({ hasText: 'This one' })).toHaveCount(1)
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(sessions).toHaveCount(1)
  await expect(other.getByText('Your session has ended.')).toBeVisible()
  await elsewhere.close()

  const [present, wanted] = [page.getByLabel('Present password'), page.getByLabel('New password')]
  const change = page.getByRole('button', { name: 'Change the password' })
  await present.fill('certainly wrong')
  await wanted.fill('another good passphrase')
  await change.click()
  await expect(page.getByText('This is not your present password.')).toBeVisible()
  await present.fill(password)
  await wanted.fill('short')
  await change.click()
  await expect(page.getByText('must have at least 12 characters')).toBeVisible()
  await wanted.fill('another good passphrase')
  await change.click()
  await expect(page.getByText('Your password is changed.')).toBeVisible()
  await page.reload()
  await expect(present).toHaveValue('')
})
