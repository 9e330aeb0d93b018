import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible'
import type { Api } from './api'
import { clickPlace, frame, mapReady, type Place } from './map'
import { expect, open, test } from './test'

/** Of an organization of its own: the tests follow each other. */
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const city = { latitude: 48, longitude: 11 }
const village = { latitude: 52, longitude: 20 }
const instant = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000).toISOString()

const around = ({ latitude, longitude }: Place, i: number): Place => ({
  latitude: latitude + (i % 50) / 100,
  longitude: longitude + Math.floor(i / 50) / 100,
})

/** 2,400 trucks in a city, a quarter of them silent for long, and 100 in a village. */
async function addFleet(api: Api) {
  const line = (truck: string, place: Place, secondsAgo: number) =>
    `${truck},${instant(secondsAgo)},${place.latitude},${place.longitude},50,90`
  await api.importCsv(
    [
      'truck,time,latitude,longitude,speed,heading',
      ...Array.from({ length: 2400 }, (_, i) => line(`C-${i}`, around(city, i), i % 4 === 0 ? 7200 : 30)),
      ...Array.from({ length: 100 }, (_, i) => line(`V-${i}`, around(village, i), 30)),
    ].join('\n'),
  )
}

interface Frame {
  type: string
  trucks?: unknown[]
  clusters?: { count: number; latitude: number; longitude: number }[]
}

/** What the live line has brought. */
function framesOf(page: Page): Frame[] {
  const frames: Frame[] = []
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(JSON.parse(String(payload)))),
  )
  return frames
}

const many = (page: Page) => page.getByText(/trucks in and around this view/)
const zoomOf = (page: Page) => Number(new URL(page.url()).searchParams.get('at')?.split(',')[2])

test('is counted by the server until the map is close enough @large', async ({ page, api }) => {
  await addFleet(api)
  const frames = framesOf(page)
  await open(page, '/')
  await mapReady(page)
  await expect(many(page)).toContainText('2,500 trucks')
  await expect(page.getByRole('button', { name: '1,900 moving' })).toBeVisible()
  await expect(page.getByRole('button', { name: '600 offline' })).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Trucks/ })).toContainText('2,500')
  expect(frames.every(({ trucks }) => (trucks?.length ?? 0) === 0)).toBe(true)
  await expectAccessible(page)

  // The address says what all trucks fit in; a cluster that is clicked comes closer.
  await expect(page).toHaveURL(/at=/)
  const first = zoomOf(page)
  const told = frames.findLast(({ type }) => type === 'clusters')?.clusters ?? []
  const largest = told.reduce((most, one) => (one.count > most.count ? one : most))
  await expect(async () => {
    await clickPlace(page, largest)
    await expect.poll(() => zoomOf(page), { timeout: 2000 }).toBeGreaterThan(first + 1)
  }).toPass()

  await page.goto(`/?${frame({ latitude: 52.25, longitude: 20.01 }, 9)}`)
  await expect(page.getByRole('option')).not.toHaveCount(0)
  await expect(page.getByRole('option').first()).toContainText('V-0')
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-setsize', '100')
  await expect(page.getByRole('button', { name: '1,900 moving' })).toBeVisible()
  await expect(page.getByText('Live')).toBeVisible()
})

test('zooming out and in again changes what is listed @large', async ({ page }) => {
  await open(page, `/?${frame({ latitude: 52.25, longitude: 20.01 }, 9)}`)
  await mapReady(page)
  await expect(page.getByRole('option').first()).toContainText('V-0')
  for (let i = 0; i < 6; i++) {
    const before = zoomOf(page)
    await page.getByRole('button', { name: 'Zoom out' }).click()
    await expect.poll(() => zoomOf(page)).toBeLessThan(before - 0.9)
  }
  await expect(many(page)).toContainText('2,500 trucks')
})

test('a truck is found by the server, opened, and stays live among clusters @large', async ({
  page,
  api,
}) => {
  await open(page, `/?${frame({ latitude: 48.25, longitude: 11.24 }, 9)}`)
  await mapReady(page)
  await expect(many(page)).toContainText('2,400 trucks')
  await page.getByRole('searchbox').fill('C-239')
  await expect(page.getByRole('option')).toHaveCount(11)
  await expect(page.getByRole('button', { name: '2 offline' })).toBeVisible()
  await page.getByRole('option', { name: 'C-2399' }).click()
  const panel = page.getByRole('complementary', { name: 'The selected truck' })
  await expect(panel.getByRole('heading', { name: 'C-2399' })).toBeVisible()
  // The map has gone to the truck, and some of the city is out of view.
  await page.getByRole('searchbox').fill('')
  await expect(many(page)).toContainText(/2,\d{3} trucks/)
  await api.post({ truck: 'C-2399', recordedAt: instant(0), ...around(city, 2399), speedKph: 77 })
  await expect(panel).toContainText('77 km/h')
  await expect(panel.getByRole('button', { name: 'Edit the truck' })).toBeVisible()
  await panel.getByRole('button', { name: 'Close' }).click()
  await expect(panel).toBeHidden()

  await page.getByRole('button', { name: '600 offline' }).click()
  await expect(page).toHaveURL(/show=offline/)
  await expect(many(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('A truck, a page, or something to do').fill('V-77')
  await expect(page.getByRole('option', { name: 'V-77' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('heading', { name: 'V-77' })).toBeVisible()
})

test('is a small one again when it has become one @large', async ({ page, api }) => {
  await open(page, '/')
  await mapReady(page)
  await expect(many(page)).toContainText('2,500 trucks')
  await api.archive('C-', 701)
  await expect(page.getByRole('option').first()).toBeVisible()
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-setsize', '1799')
})
