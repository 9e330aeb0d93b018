import { Api } from './api'
import { somewhere } from './map'
import { expect, open, test } from './test'

const password = 'trucks on the long road'

test('what a role cannot do is not offered, and refused all the same', async ({
  page,
  api,
  playwright,
  name,
}) => {
  const username = `${name('safety').toLowerCase()}@example.org`
  await api.addMember(username, password, 'safety-officer')
  const truck = name('R')
  const id = await api.addTruck({ truckNumber: truck })
  await api.post({ truck, recordedAt: new Date().toISOString(), ...somewhere() })

  await open(page, '/trucks', { username, password })
  await page.getByRole('searchbox').fill(truck)
  await page.getByRole('button', { name: `What to do with truck ${truck}` }).click()
  await expect(page.getByRole('menuitem', { name: 'Show on the map' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Archive' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Add truck' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Import' })).toHaveCount(0)

  await page.goto(`/?truck=${id}`)
  await expect(page.getByRole('heading', { name: truck })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Phone' })).toBeVisible()
  for (const deed of ['Edit the truck', 'Share the truck', 'Set up a phone']) {
    await expect(page.getByRole('button', { name: deed })).toHaveCount(0)
  }

  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByLabel('Standing within')).toHaveAttribute('readonly')
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Members' })).toHaveCount(0)
  for (const path of ['/settings/members', '/settings/keys', '/settings/audit', '/import']) {
    await page.goto(path)
    await expect(page.getByText('This page is not for your role')).toBeVisible()
  }

  const request = await playwright.request.newContext({ baseURL: process.env.BASE_URL })
  const officer = await Api.signIn(request, { username, password })
  const refused = { status: 403, type: 'urn:watchtower:forbidden' }
  expect(await officer.tries('POST', '/api/v1/trucks', { truckNumber: name('X') })).toEqual(refused)
  expect(await officer.tries('DELETE', `/api/v1/trucks/${id}`)).toEqual(refused)
  expect(await officer.tries('GET', '/api/v1/members')).toEqual(refused)
  expect(await officer.tries('GET', '/api/v1/api-keys')).toEqual(refused)
  expect(await officer.tries('GET', '/api/v1/audit-log')).toEqual(refused)
  await request.dispose()

  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await open(page, '/settings/audit?refused=true')
  await expect(page.getByText('You may not see the members here').first()).toBeVisible()
})

test('a driver sees the own account and nothing else', async ({ page, api, name }) => {
  const username = `${name('driver').toLowerCase()}@example.org`
  await api.addMember(username, password, 'driver')
  await open(page, '/', { username, password })
  await expect(page).toHaveTitle('Your account · Watchtower')
  await expect(page.getByRole('navigation', { name: 'Pages' }).first().getByRole('link')).toHaveCount(0)
  await page.goto('/trucks')
  await expect(page.getByText('This page is not for your role')).toBeVisible()
})

test('a role that was taken away is noticed where it is missed', async ({ page, api, name }) => {
  const username = `${name('demoted').toLowerCase()}@example.org`
  const id = await api.addMember(username, password, 'technician')
  await open(page, '/trucks', { username, password })
  await page.getByRole('button', { name: 'Add truck' }).click()
  expect((await api.tries('PUT', `/api/v1/members/${id}`, { role: 'safety-officer' })).status).toBe(200)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Truck number').fill(name('D'))
  await dialog.getByRole('button', { name: 'Add truck' }).click()
  await expect(dialog.getByRole('alert')).toContainText('You may not add, change or archive trucks')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Add truck' })).toHaveCount(0)
})
