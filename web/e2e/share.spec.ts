import type { Browser, Page } from '@playwright/test'
import { expectAccessible } from './accessible'
import { east, mapReady, somewhere } from './map'
import { expect, open, test } from './test'

const over = 'This link does not show a truck any more'

/** A browser of someone else's: no session, no cookie. Collects what goes wrong, and what the page asks the API for. */
async function visitor(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const faults: string[] = []
  const asked = new Set<string>()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/(api|ws)\//.test(pathname)) asked.add(pathname)
  })
  return { page, faults, asked, close: () => context.close() }
}

/** Makes a link in the panel of the truck that is open. */
async function makeLink(page: Page, note: string): Promise<string> {
  await page.getByRole('button', { name: 'Share the truck' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('None. Nobody outside sees this truck.')).toBeVisible()
  await dialog.getByRole('radio', { name: '1 hour' }).check()
  await dialog.getByLabel('Note').fill(note)
  await dialog.getByRole('button', { name: 'Make a link' }).click()
  return dialog.getByLabel('The link').inputValue()
}

test('a truck is followed by its link without a session, until the link is revoked', async ({
  page,
  api,
  name,
  browser,
}) => {
  test.setTimeout(60_000)
  const truck = name('H')
  const place = somewhere()
  const id = await api.addTruck({ truckNumber: truck })
  const drive = (degrees: number, speedKph: number) =>
    api.post({
      truck,
      recordedAt: new Date().toISOString(),
      ...east(place, degrees),
      speedKph,
      headingDegrees: 90,
    })
  await drive(0, 41)
  await open(page, `/?truck=${id}`)
  const link = await makeLink(page, 'for the gate')
  expect(link).toMatch(/^http:\/\/localhost:\d+\/share\/[\w-]{43}$/)
  // It is shown only once: a window that becomes narrow must not take it away.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('region', { name: 'The selected truck', includeHidden: true })).toBeAttached()
  await expect(page.getByLabel('The link')).toHaveValue(link)
  await page.setViewportSize({ width: 1280, height: 720 })

  const other = await visitor(browser, { viewport: { width: 390, height: 844 } })
  await other.page.goto(link)
  const card = other.page.getByRole('region', { name: 'The truck', exact: true })
  await expect(card.getByRole('heading', { name: truck })).toBeVisible()
  await expect(card).toContainText('Moving 41 km/h')
  await expect(card).toContainText('The link works until')
  await expect(other.page).toHaveTitle(`Truck ${truck} · Watchtower`)
  await mapReady(other.page)
  const before = await card.getByText(/^-?\d+\.\d+, -?\d+\.\d+$/).innerText()

  await drive(0.01, 63)
  await expect(card).toContainText('Moving 63 km/h')
  await expect(card.getByText(before)).toBeHidden()
  await expect(other.page.getByText('for the gate')).toBeHidden()
  expect(other.faults).toEqual([])
  expect([...other.asked]).toEqual([new URL(link).pathname.replace('/share/', '/api/v1/shared/')])

  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Another one' }).click()
  const row = dialog.getByRole('listitem').filter({ hasText: 'for the gate' })
  await row.getByRole('button', { name: 'Revoke' }).click()
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await expect(dialog.getByText('None. Nobody outside sees this truck.')).toBeVisible()
  await expect(other.page.getByText(over)).toBeVisible()
  await expect(other.page.getByText(truck)).toBeHidden()

  await other.page.reload()
  await expect(other.page.getByText(over)).toBeVisible()
  await other.close()
})

test('a link is made with the keyboard, until a time of one’s own', async ({ page, api, name }) => {
  const truck = name('H')
  const id = await api.addTruck({ truckNumber: truck })
  await api.post({ truck, recordedAt: new Date().toISOString(), ...somewhere() })
  await open(page, `/?truck=${id}`)
  await page.getByRole('button', { name: 'Share the truck' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: `Share truck ${truck}` })
  await expect(dialog.getByRole('radio', { name: '8 hours' })).toBeChecked()
  await dialog.getByRole('radio', { name: '8 hours' }).focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  await expect(dialog.getByRole('radio', { name: 'Until …' })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toHaveText('Say until when the link shall work.')
  await dialog.getByLabel(/^Until \(/).fill('2020-01-01T10:00')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toHaveText('This time has passed already.')
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
  await dialog.getByLabel(/^Until \(/).fill(tomorrow)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Copy the link' })).toBeFocused()
  await expect(dialog.getByRole('listitem')).toContainText('not opened yet')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: truck })).toBeVisible()
})

test('a link that never was one says so', async ({ browser }) => {
  const other = await visitor(browser)
  await other.page.goto('/share/nothing')
  await expect(other.page.getByText(over)).toBeVisible()
  await expect(other.page.getByRole('button', { name: 'Sign in' })).toBeHidden()
  expect([...other.asked]).toEqual(['/api/v1/shared/nothing'])
  await other.close()
})

test('without a connection the page says how old it is, and goes on by itself', async ({
  api,
  name,
  browser,
}) => {
  test.setTimeout(90_000)
  const truck = name('H')
  const id = await api.addTruck({ truckNumber: truck })
  await api.post({ truck, recordedAt: new Date().toISOString(), ...somewhere(), speedKph: 30 })
  const path = await api.share(id)
  const other = await visitor(browser)
  await other.page.goto(path)
  await expect(other.page.getByRole('heading', { name: truck })).toBeVisible()
  await other.page.context().setOffline(true)
  await expect(other.page.getByText('No connection. What you see is from')).toBeVisible()
  await expect(other.page.getByRole('heading', { name: truck })).toBeVisible()
  await other.page.context().setOffline(false)
  await expect(other.page.getByText('No connection. What you see is from')).toBeHidden()
  await other.close()
})

for (const theme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    test(`the shared page and the dialog can be read by everyone: ${theme}, ${width} wide`, async ({
      page,
      api,
      name,
      browser,
    }, info) => {
      test.setTimeout(60_000)
      const truck = name('H')
      const id = await api.addTruck({ truckNumber: truck })
      const place = somewhere()
      const at = (i: number) => ({
        truck,
        // After the link was made: what was before is not shown.
        recordedAt: new Date(made + i * 500).toISOString(),
        latitude: place.latitude + 0.001 * i * Math.sin(i / 3),
        longitude: place.longitude + 0.003 * i,
        speedKph: 54,
        headingDegrees: 75,
      })
      const path = await api.share(id, 'for the terminal at the harbour')
      const made = Date.now()
      await api.post(...Array.from({ length: 20 }, (_, i) => at(i)))
      const viewport = { width, height }
      const other = await visitor(browser, { viewport, colorScheme: theme, reducedMotion: 'reduce' })
      await other.page.goto(path)
      await expect(other.page.getByRole('heading', { name: truck })).toBeVisible()
      await mapReady(other.page)
      await expectAccessible(other.page, theme)
      await other.page.screenshot({ path: info.outputPath(`shared-${theme}-${width}.png`) })
      const { scroll, client } = await other.page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }))
      expect(scroll).toBe(client)
      await other.close()

      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await open(page, `/?truck=${id}`)
      await page.getByRole('button', { name: 'Share the truck' }).click()
      await expect(page.getByRole('listitem').filter({ hasText: 'harbour' })).toContainText('looked at')
      await expectAccessible(page, theme)
      await page.screenshot({ path: info.outputPath(`dialog-${theme}-${width}.png`) })
      await page.getByRole('button', { name: 'Make a link' }).click()
      await expect(page.getByRole('button', { name: 'Copy the link' })).toBeVisible()
      await expectAccessible(page, theme)
      await page.screenshot({ path: info.outputPath(`made-${theme}-${width}.png`) })
    })
  }
}
