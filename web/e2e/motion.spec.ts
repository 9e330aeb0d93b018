import { clickPlace, east, frame, mapReady, somewhere } from './map'
import { expect, open, test } from './test'

const MINUTE = 60_000
const instant = (ms: number) => new Date(ms).toISOString()

/** Fixes along a road to the east, one each 30 seconds, from one minute to another. */
function drive(
  truck: string,
  place: { latitude: number; longitude: number },
  start: number,
  from: number,
  to: number,
) {
  return Array.from({ length: (to - from) * 2 + 1 }, (_, i) => ({
    truck,
    recordedAt: instant(start + from * MINUTE + i * 30_000),
    ...east(place, (from * 2 + i) * 0.004),
    speedKph: 45,
    headingDegrees: 90,
  }))
}

test('a late batch mends the day band', async ({ page, api, name }) => {
  test.setTimeout(60_000)
  const truck = name('B')
  const place = somewhere()
  const start = new Date(Date.now() - 2 * 86_400_000).setUTCHours(10, 0, 0, 0)
  const day = instant(start).slice(0, 10)
  const id = await api.addTruck({ truckNumber: truck })
  await api.post(...drive(truck, place, start, 0, 10), ...drive(truck, place, start, 40, 50))

  await open(page, `/?truck=${id}&day=${day}`)
  const panel = page.getByRole('complementary', { name: 'The selected truck' })
  const band = panel.getByRole('img', { name: /moving/ })
  await expect(band).toHaveAccessibleName(/moving 20 min/)
  await expect(panel.getByRole('region', { name: 'Stops' })).toContainText('10:10 – 10:40')

  await api.post(...drive(truck, place, start, 10.5, 39.5))
  await expect(band).toHaveAccessibleName(/moving 50 min/, { timeout: 30_000 })
  await expect(panel.getByRole('region', { name: 'Stops' })).not.toContainText('10:10 – 10:40')
})

test('a stop is shown on the map and marked in the band', async ({ page, api, name }) => {
  const truck = name('S')
  const place = somewhere()
  const start = new Date(Date.now() - 2 * 86_400_000).setUTCHours(8, 0, 0, 0)
  const stood = east(place, 0.08)
  const id = await api.addTruck({ truckNumber: truck })
  await api.post(
    ...drive(truck, place, start, 0, 9.5),
    ...Array.from({ length: 41 }, (_, i) => ({
      truck,
      recordedAt: instant(start + 10 * MINUTE + i * 30_000),
      ...stood,
      speedKph: 0,
    })),
    ...drive(truck, east(stood, 0.004), start + 30.5 * MINUTE, 0, 5),
  )
  await open(page, `/?truck=${id}&day=${instant(start).slice(0, 10)}`)
  await mapReady(page)
  const stops = page.getByRole('region', { name: 'Stops' })
  await expect(stops).toContainText('20 min')
  await stops.getByRole('button').first().focus()
  await page.keyboard.press('Enter')
  // The panel covers the right of the map, so the stop is left of its middle.
  await expect
    .poll(() => {
      const [latitude = 0, longitude = 0, zoom = 0] = (new URL(page.url()).searchParams.get('at') ?? '')
        .split(',')
        .map(Number)
      const near =
        Math.abs(latitude - stood.latitude) < 0.005 && Math.abs(longitude - stood.longitude) < 0.015
      return near && zoom >= 14
    })
    .toBe(true)
})

test('the counts are filters, and stand in the address', async ({ page, api, name }) => {
  const company = name('Filters')
  const [fresh, old] = [name('F'), name('F')]
  for (const truckNumber of [fresh, old]) await api.addTruck({ truckNumber, company })
  await api.post(
    { truck: fresh, recordedAt: instant(Date.now() - 5000), ...somewhere(), speedKph: 60 },
    { truck: old, recordedAt: instant(Date.now() - 60 * MINUTE), ...somewhere() },
  )
  await open(page, `/?q=${company}`)
  await expect(page.getByRole('option')).toHaveCount(2)
  await page.getByRole('button', { name: '1 offline' }).click()
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page).toHaveURL(/show=offline/)
  await page.reload()
  await expect(page.getByRole('button', { name: '1 offline' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('option')).toContainText(old)
  await page.getByRole('button', { name: '1 offline' }).click()
  await expect(page.getByRole('option')).toHaveCount(2)
})

test('a cluster opens on what is in it', async ({ page, api, name }) => {
  const company = name('Depot')
  const place = somewhere()
  const trucks = [0, 1, 2, 3, 4].map((i) => ({ number: name('X'), place: east(place, i * 0.01) }))
  for (const { number } of trucks) await api.addTruck({ truckNumber: number, company })
  await api.post(
    ...trucks.map((one) => ({ truck: one.number, recordedAt: instant(Date.now() - 5000), ...one.place })),
  )
  await open(page, `/?q=${company}&${frame(east(place, 0.02), 8)}`)
  await mapReady(page)
  await expect(page.getByRole('option')).toHaveCount(5)
  await expect(async () => {
    await clickPlace(page, east(place, 0.02))
    await expect(page).toHaveURL(/at=[^&]*,1[1-9]\.\d+/, { timeout: 1500 })
  }).toPass()
})

test('a tracker whose clock is ahead is named', async ({ page, api, name }) => {
  const truck = name('W')
  const id = await api.addTruck({ truckNumber: truck })
  await api.post({ truck, recordedAt: instant(Date.now() + 64.5 * MINUTE), ...somewhere() })
  await open(page, `/?truck=${id}`)
  await expect(page.getByRole('note')).toContainText("The tracker's clock is 1 h 4 min ahead")
})
