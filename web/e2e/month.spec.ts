import { east, somewhere } from './map'
import { expect, open, test } from './test'

/** Noon some days ago, so that no time zone makes another day of it. */
function noon(daysAgo: number) {
  const at = new Date(Date.now() - daysAgo * 86_400_000)
  at.setUTCHours(11, 0, 0, 0)
  return at.getTime()
}

test("a truck's month is a calendar of its days", async ({ page, api, name }) => {
  const truck = name('Y')
  const place = somewhere()
  const start = noon(3)
  const day = new Date(start).toISOString().slice(0, 10)
  const id = await api.addTruck({ truckNumber: truck })
  await api.post(
    ...Array.from({ length: 61 }, (_, i) => ({
      truck,
      recordedAt: new Date(start + i * 30_000).toISOString(),
      ...east(place, i * 0.004),
      speedKph: 45,
    })),
  )

  await open(page, `/trucks?q=${truck}`)
  await page.getByRole('row', { name: truck }).getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Its month' }).click()
  await expect(page).toHaveURL(new RegExp(`/trucks/${id}/month/\\d{4}-\\d{2}$`))
  await page.goto(`/trucks/${id}/month/${day.slice(0, 7)}`)
  const driven = page.locator(`[data-day="${day}"]`)
  await expect(driven).toHaveAccessibleName(/30 min driving, \d+ km/)
  await expect(driven.getByRole('img')).toHaveAccessibleName(/moving 30 min/)

  await page.getByRole('button', { name: 'The month before' }).click()
  await expect(driven).toBeHidden()
  await page.keyboard.press('PageDown')
  await driven.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(driven).not.toBeFocused()
  await driven.click()
  await expect(page).toHaveURL(new RegExp(`truck=${id}&day=${day}`))
  await expect(page.getByRole('heading', { name: truck, level: 2 })).toBeVisible()
  await page.getByRole('link', { name: 'Month' }).click()
  await expect(driven).toBeVisible()
})

test('no month is at an address that names none', async ({ page, api, name }) => {
  const id = await api.addTruck({ truckNumber: name('Y') })
  await open(page, `/trucks/${id}/month/2026-13`)
  await expect(page.getByText('There is nothing at this address')).toBeVisible()
})
