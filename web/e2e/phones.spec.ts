import type { APIRequestContext, Page } from '@playwright/test'
import { expectAccessible } from './accessible'
import { somewhere } from './map'
import { expect, open, test } from './test'

/** A message as Traccar Client 10 sends it, to this server's address. */
const report = (request: APIRequestContext, address: string, id: string, place: object = {}) =>
  request.post(address, {
    form: { id, timestamp: String(Math.floor(Date.now() / 1000)), batt: '57', ...place },
  })

const spot = () => {
  const { latitude, longitude } = somewhere()
  return { lat: String(latitude), lon: String(longitude), speed: '20.00' }
}

/** Not of the notice that tells of it, which is an item of a list as well. */
const rowOf = (page: Page, device: string) =>
  page.getByRole('region', { name: 'Unknown devices' }).getByRole('listitem').filter({ hasText: device })

test('an unknown device becomes a truck with one click', async ({ page, request, api, name }) => {
  const device = name('phone')
  const address = await api.phoneAddress()
  expect((await report(request, address, device, spot())).status()).toBe(404)
  await open(page, '/')
  await page.getByRole('link', { name: 'Phones' }).click()
  await expect(page).toHaveTitle('Phones · Watchtower')
  const row = rowOf(page, device)
  await expectAccessible(page)
  await row.getByRole('button', { name: 'Make it a truck' }).click()
  await expect(page.getByText(`Truck ${device} is added.`)).toBeVisible()
  await expect(row).toBeHidden()
  await page.getByRole('button', { name: 'Show it' }).click()
  expect((await report(request, address, device, spot())).status()).toBe(200)
  await expect(page.getByRole('heading', { name: device })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Phone' }).getByText('57 %')).toBeVisible()
})

test('a device is given to a truck that is there', async ({ page, request, api, name }) => {
  const device = name('phone')
  const truck = name('T')
  const address = await api.phoneAddress()
  await api.addTruck({ truckNumber: truck })
  await report(request, address, device)
  await open(page, '/phones')
  await page
    .getByRole('listitem')
    .filter({ hasText: device })
    .getByRole('button', { name: 'Give it to…' })
    .click()
  await page.getByLabel('Truck number').fill(truck)
  await page.getByRole('button', { name: `Give it to ${truck}` }).click()
  await expect(page.getByText(`${device} is truck ${truck}’s phone now.`)).toBeVisible()
  expect((await report(request, address, device)).status()).toBe(200)
})

test('a phone is set up, heard, and taken away again', async ({ page, request, api, name }) => {
  const truck = name('T')
  const id = await api.addTruck({ truckNumber: truck })
  await open(page, `/?truck=${id}`)
  await page.getByRole('button', { name: 'Set up a phone' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address of this server').fill('http://192.168.7.20:8080')
  await expect(dialog.getByRole('img', { name: 'Settings for Traccar Client' })).toBeVisible()
  await expect(dialog.getByText('You opened this page as localhost')).toBeHidden()
  await expectAccessible(page)
  // A window that becomes narrow takes no dialog away.
  const size = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('region', { name: 'The selected truck', includeHidden: true })).toBeAttached()
  await expect(dialog.getByLabel('Address of this server')).toHaveValue('http://192.168.7.20:8080')
  await page.setViewportSize(size)
  const link = new URL(
    (await dialog.getByRole('link', { name: 'open this link' }).getAttribute('href')) ?? '',
  )
  expect(link.protocol).toBe('org.traccar.client:')
  const server = new URL(link.searchParams.get('url') ?? '')
  expect(server.origin).toBe('http://192.168.7.20:8080')
  expect(server.pathname).toMatch(/^\/osmand/)
  const address = server.pathname
  const device = link.searchParams.get('id') ?? ''
  await expect(dialog.getByText('Waiting for the first fix…')).toBeVisible()

  expect((await report(request, address, device)).status()).toBe(200)
  await expect(dialog.getByText('waiting for its first fix…')).toBeVisible()
  expect((await report(request, address, device, spot())).status()).toBe(200)
  await expect(dialog.getByText(/First fix arrived at \d\d:\d\d:\d\d/)).toBeVisible()

  await page.keyboard.press('Escape')
  await report(request, address, device, { lat: '0', lon: '0' })
  await report(request, address, device, { ...spot(), alarm: 'sos' })
  await page.reload()
  const section = page.getByRole('region', { name: 'Phone' })
  await expect(section.getByText('1 not taken in: no usable place')).toBeVisible()
  const alert = page.getByRole('alert').filter({ hasText: 'The driver called for help' })
  await alert.getByRole('link').click()
  await expect(page).toHaveURL(/at=[-\d.]+,[-\d.]+,15\.00/)
  await expectAccessible(page)
  await section.getByRole('button', { name: 'Take this phone away' }).click()
  await page.getByRole('button', { name: 'Take it away' }).click()
  await expect(section.getByText('None yet.')).toBeVisible()
  expect((await report(request, address, device, spot())).status()).toBe(404)
})

test('a secret address is shown once and can be revoked', async ({ page, request, name }) => {
  const which = name('address')
  await open(page, '/phones')
  await page.getByRole('button', { name: 'Add an address' }).click()
  await page.getByLabel('Name').fill(which)
  await page.getByRole('button', { name: 'Make the address' }).click()
  const address = (await page.getByRole('dialog').locator('pre').textContent()) ?? ''
  expect(address).toMatch(/\/osmand\/[\w-]{43}$/)
  expect(await (await report(request, address, name('phone'))).text()).toContain('device-unknown')
  await page.getByRole('button', { name: 'Done' }).click()

  const row = page.getByRole('listitem').filter({ hasText: which })
  await row.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('button', { name: 'Revoke it' }).click()
  await expect(row.getByText('Revoked')).toBeVisible()
  expect(await (await report(request, address, name('phone'))).text()).toContain('no-such-intake')
})

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme, viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })

    test('phones can be read by everyone, in a narrow window too', async ({ page, request, api, name }) => {
      const device = name('phone')
      const id = await api.addTruck({ truckNumber: name('T') })
      await report(request, await api.phoneAddress(), device, spot())
      await open(page, '/phones')
      await expect(rowOf(page, device)).toBeVisible()
      await expectAccessible(page, theme)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      await page.goto(`/?truck=${id}`)
      await page.getByRole('button', { name: 'Set up a phone' }).click()
      await page.getByLabel('Address of this server').fill('http://192.168.7.20:8080')
      await expect(page.getByRole('img', { name: 'Settings for Traccar Client' })).toBeVisible()
      await expectAccessible(page, theme)
    })
  })
}
