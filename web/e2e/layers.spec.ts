import type { Page } from '@playwright/test'
import { east, frame, mapReady, somewhere, tileAt } from './map'
import { expect, open, test } from './test'

const layers = (page: Page) => page.getByRole('button', { name: 'Layers' })
const roadTile = (url: URL) => url.pathname.startsWith('/api/v1/roads/tiles/')

test('driven roads appear after an import', async ({ page, api, name }) => {
  test.setTimeout(120_000)
  const truck = name('R')
  const place = somewhere()
  const start = Date.now() - 86_400_000
  const lines = Array.from({ length: 60 }, (_, i) => {
    const { latitude, longitude } = east(place, i * 0.004)
    return `${truck},${new Date(start + i * 30_000).toISOString()},${latitude},${longitude},45`
  })
  await api.importCsv(['truck,time,latitude,longitude,speed', ...lines].join('\n'))

  // How soon roads follow positions is the server's business.
  const middle = east(place, 0.1)
  await expect
    .poll(async () => (await api.roadTile(tileAt(middle, 10))).length, { timeout: 60_000 })
    .toBeGreaterThan(0)

  const drawn: number[] = []
  page.on('response', async (response) => {
    if (roadTile(new URL(response.url()))) drawn.push((await response.body().catch(() => '')).length)
  })
  await open(page, `/?${frame(middle, 10)}`)
  await mapReady(page)
  await expect.poll(() => Math.max(0, ...drawn)).toBeGreaterThan(0)
})

test('layers are switched and stay as they were left', async ({ page }) => {
  await open(page, `/?${frame(somewhere(), 8)}`)
  await mapReady(page)
  await layers(page).click()
  const roads = page.getByRole('switch', { name: 'Driven roads' })
  await expect(roads).toBeChecked()
  await expect(page.getByRole('switch', { name: 'Street map' })).toBeHidden()
  await roads.click()
  await page.getByRole('switch', { name: 'Land' }).click()

  const asked: string[] = []
  page.on('request', (request) => roadTile(new URL(request.url())) && asked.push(request.url()))
  await page.reload()
  await mapReady(page)
  await layers(page).click()
  await expect(roads).not.toBeChecked()
  await expect(page.getByRole('switch', { name: 'Land' })).not.toBeChecked()
  expect(asked).toEqual([])
})

test.describe('a street map', () => {
  test.use({ allowedErrors: /status of 500/ })

  test('can be chosen where the operator has named one, and is survived where it cannot be loaded', async ({
    page,
  }) => {
    let broken = true
    const tiles: string[] = []
    await page.route('**/api/v1/map', (route) =>
      route.fulfill({ json: { streetStyleUrl: '/streets/style.json' } }),
    )
    await page.route('**/streets/**', (route) => {
      const { pathname } = new URL(route.request().url())
      if (broken) return route.fulfill({ status: 500 })
      if (pathname !== '/streets/style.json') {
        tiles.push(pathname)
        return route.fulfill({ status: 204 })
      }
      return route.fulfill({
        json: {
          version: 8,
          sources: { streets: { type: 'vector', tiles: ['tiles/{z}/{x}/{y}.pbf'], maxzoom: 14 } },
          layers: [
            { id: 'ground', type: 'background', paint: { 'background-color': '#eee' } },
            { id: 'streets', type: 'line', source: 'streets', 'source-layer': 'roads' },
          ],
        },
      })
    })
    await open(page, `/?${frame(somewhere(), 8)}`)
    await mapReady(page)
    await layers(page).click()
    const streets = page.getByRole('switch', { name: 'Street map' })
    await expect(streets).not.toBeChecked()
    await streets.click()
    await expect(page.getByText('The street map could not be loaded')).toBeVisible()
    await expect(page.getByRole('dialog', { name: 'Layers of the map' })).toContainText('Could not be loaded')

    broken = false
    await streets.click()
    await streets.click()
    await expect.poll(() => tiles[0]).toMatch(/^\/streets\/tiles\/\d+\/\d+\/\d+\.pbf$/)
    await expect(page.getByRole('dialog', { name: 'Layers of the map' })).not.toContainText(
      'Could not be loaded',
    )
  })
})
