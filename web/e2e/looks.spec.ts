import { expectAccessible } from './accessible'
import { somewhere } from './map'
import { expect, open, test } from './test'

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme, reducedMotion: 'reduce' })

    test('every page can be read by everyone', async ({ page, api, name }) => {
      test.setTimeout(120_000)
      const truck = name('L')
      const id = await api.addTruck({ truckNumber: truck, company: 'Clear Haulage', brand: 'Scania R 450' })
      const place = somewhere()
      await api.post(
        { truck, recordedAt: new Date(Date.now() - 60_000).toISOString(), ...place, speedKph: 44 },
        { truck, recordedAt: new Date().toISOString(), ...place, speedKph: 45 },
      )
      await page.goto('/')
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      await expectAccessible(page, theme)

      await open(page, `/?truck=${id}`)
      await expect(page.getByText('2 fixes')).toBeVisible()
      await expectAccessible(page, theme)

      await page.getByRole('link', { name: 'Month' }).click()
      await expect(page.getByText('Days driven')).toBeVisible()
      await expectAccessible(page, theme)

      await page.getByRole('link', { name: 'Settings' }).click()
      await expect(page.getByLabel('Standing within')).toBeVisible()
      await expectAccessible(page, theme)

      await page.getByRole('link', { name: 'Members' }).click()
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      await expectAccessible(page, theme)
      await page.getByRole('link', { name: 'API keys' }).click()
      await page.getByRole('button', { name: 'Make a key' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page, theme)
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: 'Audit log' }).click()
      await page.getByRole('button', { name: `added truck ${truck}` }).click()
      await expect(page.getByText('As it was made')).toBeVisible()
      await expectAccessible(page, theme)
      await page.getByRole('link', { name: 'Organizations' }).click()
      await expect(page.getByText('You are here')).toBeVisible()
      await expectAccessible(page, theme)
      await page.goto('/account')
      await expect(page.getByText('This one')).toBeVisible()
      await expectAccessible(page, theme)

      await page.getByRole('link', { name: 'Trucks', exact: true }).click()
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      await expectAccessible(page, theme)
      await page.getByRole('button', { name: 'Add truck' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page, theme)

      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: 'Playback', exact: true }).click()
      await expect(page.getByRole('slider', { name: 'Time' })).toBeVisible()
      await expectAccessible(page, theme)

      await page.getByRole('link', { name: 'Import', exact: true }).click()
      await expect(page.getByText('What the file should hold')).toBeVisible()
      await expectAccessible(page, theme)
    })
  })
}

test('the theme can be set and is kept', async ({ page }) => {
  await open(page, '/trucks')
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await background()).not.toBe(light)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})
