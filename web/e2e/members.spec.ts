import { expect, open, test } from './test'

// What cannot be read as a name, an e-mail or a number is malformed to the server.
test.use({ allowedErrors: /status of 400/ })

const password = 'trucks on the long road'

test('someone is invited by a link, joins by it, and is among the members', async ({
  page,
  browser,
  name,
}) => {
  const email = `${name('new').toLowerCase()}@example.org`
  await open(page, '/settings/members')
  await page.getByRole('button', { name: 'Invite someone' }).click()
  await page.getByLabel('E-mail').fill('nobody')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByText('Must be an e-mail address.')).toBeVisible()
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Technician' }).click()
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const link = await page.getByRole('textbox', { name: 'The link' }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  const invitation = page.getByRole('listitem').filter({ hasText: email })
  await expect(invitation).toContainText('as technician')

  const other = await browser.newContext()
  const joining = await other.newPage()
  await joining.goto(link)
  await expect(joining.getByText(/invites? you to .*, as technician\./)).toBeVisible()
  await joining.getByLabel('Your name').fill('Nova Newcomer')
  await joining.getByLabel('Password', { exact: true }).fill('password1234')
  await joining.getByRole('button', { name: 'Join' }).click()
  await expect(joining.getByText('too easy to guess')).toBeVisible()
  await joining.getByLabel('Password', { exact: true }).fill(password)
  await joining.getByRole('button', { name: 'Join' }).click()
  await expect(joining).toHaveTitle('Map · Watchtower')

  await page.reload()
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('Technician')
  await expect(invitation).toHaveCount(0)

  const late = await other.newPage()
  await late.goto(link)
  await expect(late.getByText('This invitation does not work')).toBeVisible()
  await other.close()
})

test('an invitation is sent again and withdrawn', async ({ page, browser, api, name }) => {
  const email = `${name('again').toLowerCase()}@example.org`
  const first = await api.invite(email, 'dispatcher')
  await open(page, '/settings/members')
  const invitation = page.getByRole('listitem').filter({ hasText: email })
  await invitation.getByRole('button', { name: 'Send again' }).click()
  const second = await page.getByRole('textbox', { name: 'The link' }).inputValue()
  expect(second).not.toContain(first)
  await page.getByRole('button', { name: 'Done' }).click()
  await invitation.getByRole('button', { name: 'Withdraw' }).click()
  await page.getByRole('button', { name: 'Withdraw it' }).click()
  await expect(invitation).toHaveCount(0)

  const other = await browser.newContext()
  for (const link of [first, second]) {
    const late = await other.newPage()
    await late.goto(link)
    await expect(late.getByText('This invitation does not work')).toBeVisible()
  }
  await other.close()
})

test('a member gets another role, and is deactivated and reactivated', async ({ page, api, name }) => {
  const email = `${name('role').toLowerCase()}@example.org`
  await api.addMember(email, password)
  await open(page, '/settings/members')
  const row = page.getByRole('row').filter({ hasText: email })
  const ask = async (what: string) => {
    await row.getByRole('button', { name: /^What to do with/ }).click()
    await page.getByRole('menuitem', { name: what }).click()
  }
  await ask('Change the role')
  await page.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Auditor' }).click()
  await page.getByRole('button', { name: 'Change the role' }).click()
  await expect(row).toContainText('Auditor')

  await ask('Link for a new password')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByRole('textbox', { name: 'The link' })).toHaveValue(/\/reset-password#/)
  await page.getByRole('button', { name: 'Done' }).click()

  await ask('Deactivate')
  await page.getByRole('button', { name: 'Deactivate', exact: true }).click()
  await expect(row).toContainText('Deactivated')
  await row.getByRole('button', { name: 'Reactivate' }).click()
  await expect(row).not.toContainText('Deactivated')
})

test('the last owner stays one, in the server’s words', async ({ page }) => {
  await open(page, '/settings/members')
  const self = page.getByRole('row').filter({ has: page.getByText('you', { exact: true }) })
  await self.getByRole('button', { name: /^What to do with/ }).click()
  await expect(page.getByRole('menuitem', { name: 'Deactivate' })).toHaveCount(0)
  await page.getByRole('menuitem', { name: 'Change the role' }).click()
  await page.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Dispatcher' }).click()
  await page.getByRole('button', { name: 'Change the role' }).click()
  await expect(page.getByRole('alert')).toContainText('is the last owner of this organization')
})

test('who has an account joins with it, and goes from one organization to the other', async ({
  page,
  context,
  api,
  name,
}) => {
  const [organization, email] = [name('Sister company'), `${name('both').toLowerCase()}@example.org`]
  await api.addMember(email, password)
  const link = await api.inviteIntoAnother(organization, email, 'auditor')

  await page.goto(link)
  await page.getByRole('button', { name: 'I have an account already' }).click()
  await expect(page.getByLabel('User name or e-mail')).toHaveValue(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: `Join ${organization}` }).click()
  await expect(page).toHaveTitle('Map · Watchtower')
  await page.getByRole('button', { name: 'Your account' }).click()
  const here = page.getByRole('menuitemradio', { name: organization })
  await expect(here).toBeChecked()
  await page.keyboard.press('Escape')

  // Both tabs have one cookie, so both go along.
  const other = await context.newPage()
  await other.goto('/account')
  const there = other.getByRole('listitem').filter({ hasText: 'Dispatcher' })
  await expect(other.getByRole('listitem').filter({ hasText: organization }).first()).toContainText(
    'You are here',
  )
  await page.getByRole('button', { name: 'Your account' }).click()
  await page
    .getByRole('menuitemradio')
    .filter({ hasNotText: /Light|Dark|As the system/ })
    .filter({ hasNotText: organization })
    .click()
  await expect(page).toHaveTitle('Map · Watchtower')
  await expect(other).toHaveTitle('Map · Watchtower')
  await other.goto('/account')
  await expect(there).toContainText('You are here')
})
