import type { Page } from '@playwright/test'
import { somewhere } from './map'
import { expect, open, test } from './test'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

const overflow = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const main = document.querySelector('main')
    return Math.max(scrollWidth - clientWidth, main ? main.scrollWidth - main.clientWidth : 0)
  })

test('no page is wider than the window', async ({ page, api, name }) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  expect(await overflow(page)).toBe(0)
  await open(page, '/')
  for (const tab of ['Map', 'Trucks', 'Playback', 'Import']) {
    await page.getByRole('link', { name: tab, exact: true }).click()
    await expect(page).toHaveTitle(`${tab} · Watchtower`)
    expect(await overflow(page)).toBe(0)
  }
  await page.getByRole('button', { name: 'You' }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await expect(page.getByLabel('Standing within')).toBeVisible()
  expect(await overflow(page)).toBe(0)
  for (const room of ['Members', 'API keys', 'Audit log', 'Organizations']) {
    await page.getByRole('link', { name: room }).click()
    await expect(page).toHaveTitle(`${room} · Watchtower`)
    await expect(page.getByRole('region', { name: room }).locator('[aria-busy]')).toHaveCount(0)
    expect(await overflow(page)).toBe(0)
  }
  await page.getByRole('button', { name: 'You' }).click()
  await page.getByRole('menuitem', { name: 'Your account' }).click()
  await expect(page.getByText('This one')).toBeVisible()
  expect(await overflow(page)).toBe(0)
  const id = await api.addTruck({ truckNumber: name('N') })
  await page.goto(`/trucks/${id}/month/2026-10`)
  await expect(page.getByText('Days driven')).toBeVisible()
  expect(await overflow(page)).toBe(0)
  await page.goto('/no-such-page')
  await expect(page.getByText('There is nothing at this address')).toBeVisible()
  expect(await overflow(page)).toBe(0)
})

test('the sheet is pulled up to the list, and a truck opens in it', async ({ page, api, name }) => {
  const truck = name('N')
  await api.addTruck({ truckNumber: truck })
  await api.post({ truck, recordedAt: new Date().toISOString(), ...somewhere(), speedKph: 48 })
  await open(page, `/?q=${truck}`)

  const list = page.getByRole('region', { name: 'The list of trucks' })
  await expect(list.getByRole('option')).toContainText('48 km/h')
  const low = (await list.boundingBox())?.height ?? 0
  const handle = await list.getByRole('button', { name: 'Pull the sheet up' }).boundingBox()
  if (handle === null) throw new Error('The sheet has no handle')
  await page.mouse.move(195, handle.y + 10)
  await page.mouse.down()
  await page.mouse.move(195, handle.y - 300, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => (await list.boundingBox())?.height ?? 0).toBeGreaterThan(low + 200)

  await list.getByRole('option').click()
  const panel = page.getByRole('region', { name: 'The selected truck' })
  await expect(panel.getByRole('heading', { name: truck })).toBeVisible()
  await panel.getByRole('button', { name: 'Close' }).click()
  await expect(list).toBeVisible()
})
