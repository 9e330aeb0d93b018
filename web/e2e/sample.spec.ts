import { expectAccessible } from './accessible'
import { mapReady } from './map'
import { expect, open, test } from './test'

const picture = (name: string) => `${process.env.PICTURES ?? '../target/sample'}/${name}.png`

interface Frame {
  trucks?: { id: string; latitude: number; longitude: number; sample: boolean }[]
}

/** Of a server of its own that has just started: the tests follow each other. */
test.describe.configure({ mode: 'serial', timeout: 180_000 })

test('the first start shows moving trucks @sample', async ({ page }) => {
  const places = new Map<string, Set<string>>()
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      for (const truck of (JSON.parse(String(payload)) as Frame).trucks ?? []) {
        expect(truck.sample).toBe(true)
        const place = `${truck.latitude},${truck.longitude}`
        places.set(truck.id, (places.get(truck.id) ?? new Set()).add(place))
      }
    }),
  )
  await page.setViewportSize({ width: 1440, height: 900 })
  await open(page, '/')
  const bar = page.getByRole('region', { name: 'Sample fleet' })
  await expect(bar).toContainText(/Making seven days of driving|50 simulated trucks/)
  await expect(bar).toContainText('50 simulated trucks', { timeout: 120_000 })
  await expect(page.getByRole('option')).not.toHaveCount(0)
  await expect(page.getByRole('button', { name: /^([2-4]\d|1[5-9]) moving$/ })).toBeVisible({
    timeout: 60_000,
  })
  places.clear()
  await expect
    .poll(() => [...places.values()].filter((seen) => seen.size > 1).length, { timeout: 90_000 })
    .toBeGreaterThan(5)
  await expectAccessible(page)
})

test('its pictures are taken @sample', async ({ page, api }) => {
  await expect
    .poll(async () => (await api.roadTile({ z: 6, x: 31, y: 24 })).length, { timeout: 120_000 })
    .toBeGreaterThan(0)
  await page.setViewportSize({ width: 1440, height: 900 })
  await open(page, '/')
  await mapReady(page)
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: picture('map') })

  await page.getByRole('button', { name: /\d+ moving$/ }).click()
  await page.getByRole('option').nth(2).click()
  const panel = page.getByRole('complementary', { name: 'The selected truck' })
  await expect(panel.getByText('Sample', { exact: true })).toBeVisible()
  await expect(panel.getByText(/fixes/)).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: picture('truck') })

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  await mapReady(page)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: picture('narrow') })
})

test('the label can be hidden, and stays away until the next visit @sample', async ({ page }) => {
  await open(page, '/')
  const bar = page.getByRole('region', { name: 'Sample fleet' })
  await bar.getByRole('button', { name: 'Hide this for now' }).click()
  await expect(bar).toBeHidden()
  await page.reload()
  await mapReady(page)
  await expect(bar).toBeHidden()
})

test('the sample is removed for good @sample', async ({ page }) => {
  await open(page, '/trucks')
  await expect(page.getByRole('row').nth(1)).toContainText('Sample')
  await page.getByRole('link', { name: 'Settings' }).click()
  const section = page.getByRole('region', { name: 'Sample fleet' })
  await section.getByRole('button', { name: 'Remove the sample fleet' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Its 50 trucks go for good')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Keep it' }).click()
  await expect(dialog).toBeHidden()
  await section.getByRole('button', { name: 'Remove the sample fleet' }).click()
  await dialog.getByRole('button', { name: 'Remove the sample' }).click()
  await expect(section).toContainText('Removing the sample fleet…')
  await expect(section).toBeHidden({ timeout: 120_000 })
  await page.getByRole('link', { name: 'Map', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Put your trucks on the map' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Put your trucks on the map' })).toBeVisible()
})
