import { clickPlace, east, frame, mapReady, somewhere } from './map'
import { expect, open, test } from './test'

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString()

test('a marker moves to the newest position', async ({ page, api, name }) => {
  const truck = name('M')
  const first = somewhere()
  const second = east(first, 0.03)
  await api.addTruck({ truckNumber: truck })
  await api.post({ truck, recordedAt: ago(20), ...first, speedKph: 41, headingDegrees: 90 })

  await open(page, `/?q=${truck}&${frame(first)}`)
  await mapReady(page)
  const row = page.getByRole('option', { name: truck })
  const panel = page.getByRole('heading', { name: truck, level: 2 })
  await expect(row).toContainText('41 km/h')
  await expect(async () => {
    await clickPlace(page, first)
    await expect(panel).toBeVisible({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()

  await api.post({ truck, recordedAt: ago(1), ...second, speedKph: 63, headingDegrees: 90 })
  await expect(row).toContainText('63 km/h')
  await expect(async () => {
    await clickPlace(page, second)
    await expect(panel).toBeVisible({ timeout: 500 })
  }).toPass()
  // A click that came late may open the panel once more.
  await expect(async () => {
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden({ timeout: 500 })
    await clickPlace(page, first)
    await expect(page).not.toHaveURL(/truck=/, { timeout: 500 })
  }).toPass()
})

test('the panel follows the truck', async ({ page, api, name }) => {
  const truck = name('P')
  const place = somewhere()
  const id = await api.addTruck({ truckNumber: truck, brand: 'Volvo FH' })
  await api.post(
    { truck, recordedAt: ago(120), ...place, speedKph: 30, headingDegrees: 0 },
    { truck, recordedAt: ago(60), ...east(place, 0.01), speedKph: 52, headingDegrees: 90 },
  )

  await open(page, `/?truck=${id}`)
  const panel = page.getByRole('complementary', { name: 'The selected truck' })
  await expect(panel.getByRole('heading', { name: truck })).toBeVisible()
  await expect(panel).toContainText('Volvo FH')
  await expect(panel).toContainText('Moving 52 km/h')
  await expect(panel).toContainText('east 90°')
  await expect(panel).toContainText('2 fixes')

  await api.post({ truck, recordedAt: ago(1), ...east(place, 0.02), speedKph: 67, headingDegrees: 180 })
  await expect(panel).toContainText('Moving 67 km/h')
  await expect(panel).toContainText('south 180°')
  await expect(panel).toContainText('3 fixes')
})

test('a day can be chosen, and an empty one says so', async ({ page, api, name }) => {
  const truck = name('D')
  const place = somewhere()
  const noon = new Date(Date.now() - 3 * 86_400_000)
  noon.setUTCHours(11, 0, 0, 0)
  const day = noon.toISOString().slice(0, 10)
  const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000).toISOString()
  const id = await api.addTruck({ truckNumber: truck })
  await api.post(
    { truck, recordedAt: at(0), ...place, speedKph: 30 },
    { truck, recordedAt: at(1), ...east(place, 0.01), speedKph: 40 },
  )

  await open(page, `/?truck=${id}&day=${day}`)
  const panel = page.getByRole('complementary', { name: 'The selected truck' })
  await expect(panel).toContainText('Offline since')
  await expect(panel).toContainText('2 fixes')
  await expect(panel.getByRole('button', { name: 'The day after' })).toBeDisabled()
  await panel.getByRole('button', { name: 'The day before' }).click()
  await expect(panel).toContainText('No fixes on')
  await page.goBack()
  await expect(page).toHaveURL(new RegExp(`day=${day}`))
  await expect(panel).toContainText('2 fixes')
  await page.keyboard.press('ArrowLeft')
  await expect(panel).toContainText('No fixes on')
  await panel.getByRole('button', { name: 'Show the newest day' }).click()
  await expect(page).not.toHaveURL(/day=/)
  await expect(panel).toContainText('2 fixes')
})

test('search and filters stand in the address', async ({ page, api, name }) => {
  const company = name('Company')
  const [fresh, old, never] = [name('F'), name('F'), name('F')]
  for (const truckNumber of [fresh, old, never]) await api.addTruck({ truckNumber, company })
  await api.post(
    { truck: fresh, recordedAt: ago(5), ...somewhere() },
    { truck: old, recordedAt: ago(3600), ...somewhere() },
  )

  await open(page, '/')
  await page.getByRole('searchbox').fill(company)
  await expect(page.getByRole('option')).toHaveCount(3)
  await expect(page).toHaveURL(new RegExp(`q=${company}`))
  await page.getByRole('button', { name: '1 offline' }).click()
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByRole('option')).toContainText(old)
  await page.getByRole('button', { name: '1 no fix yet' }).click()
  await expect(page.getByRole('option')).toContainText(never)
  await page.goBack()
  await expect(page.getByRole('option')).toContainText(old)

  await page.reload()
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByRole('option')).toContainText('1 h ago')
})
