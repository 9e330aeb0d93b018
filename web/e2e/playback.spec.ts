import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible'
import type { Api } from './api'
import { east, mapReady, somewhere } from './map'
import { expect, open, test } from './test'

const MINUTE = 60_000
const instant = (ms: number) => new Date(ms).toISOString()

/** Noon in UTC some days ago, so that no time zone makes another day of it. */
function noon(daysAgo: number) {
  return new Date(Date.now() - daysAgo * 86_400_000).setUTCHours(11, 0, 0, 0)
}

/** A truck that drives for 10 minutes, stands for 20, drives fast for 10, and is silent for 30 before it drives on. */
async function aDay(api: Api, truck: string, start: number) {
  const id = await api.addTruck({ truckNumber: truck })
  const place = somewhere()
  let way = 0
  let minute = 0
  const fixes: Parameters<Api['post']> = []
  const drive = (minutes: number, kph: number) => {
    for (const end = minute + minutes; minute < end; minute += 0.5) {
      fixes.push({
        truck,
        recordedAt: instant(start + minute * MINUTE),
        ...east(place, way),
        speedKph: kph,
        headingDegrees: 90,
      })
      way += kph * 0.00009
    }
  }
  drive(10, 50)
  drive(20, 0)
  drive(10, 104)
  minute += 30
  way += 0.2
  drive(10, 50)
  await api.post(...fixes)
  await expect
    .poll(async () => {
      const span = `from=${instant(start)}&to=${instant(start + 90 * MINUTE)}`
      const path = `/api/v1/playback/events?${span}&truckId=${id}`
      return ((await api.get(path)) as { items: { kind: string }[] }).items.map(({ kind }) => kind)
    })
    .toEqual(['stop', 'fastDriving', 'gap', 'gap'])
  return { id, place }
}

const clock = (page: Page) => page.locator('time[datetime]').first()
const shownAt = async (page: Page) => Date.parse((await clock(page).getAttribute('datetime')) ?? '')
const line = (page: Page) => page.getByRole('slider', { name: 'Time' })
const followed = (page: Page) => page.getByRole('region', { name: 'The followed truck' })
const span = (start: number) => `from=${instant(start)}&to=${instant(start + 90 * MINUTE)}`

async function ready(page: Page) {
  await mapReady(page)
  await expect(page.getByText('1 stop')).toBeVisible()
  await expect(page.getByRole('button', { name: 'The next event' })).toBeEnabled()
}

test('playback of a day', async ({ page, api, name }) => {
  test.setTimeout(60_000)
  const start = noon(3)
  const truck = name('R')
  const { id } = await aDay(api, truck, start)
  await open(page, `/?truck=${id}&day=${instant(start).slice(0, 10)}`)
  await page.getByRole('link', { name: 'Play this day' }).click()
  await expect(page).toHaveURL(new RegExp(`/playback\\?from=.*trucks=${id}`))
  await ready(page)
  await expect(page.getByText('1 fast drive')).toBeVisible()
  await expect(page.getByText('2 gaps')).toBeVisible()
  await expect(line(page).getByRole('img')).toHaveAccessibleName(/moving 29 min.*stopped 20 min|stopped/)
  await expect(followed(page)).toContainText('Not heard of by then')

  // A day of 24 hours at 600 times its speed, from just before the truck sets out.
  await page.getByRole('combobox', { name: 'Speed' }).click()
  await page.getByRole('option', { name: '600×' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('.')
  await expect(clock(page)).toContainText(':10:00')
  await expect(followed(page)).toContainText('Stopped')
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(followed(page)).toContainText('Moving 104 km/h')
  await expect(followed(page)).toContainText('Offline')
  await expect(followed(page)).toContainText('Moving 50 km/h')
  await page.getByRole('button', { name: 'Pause' }).click()
  expect(await shownAt(page)).toBeGreaterThan(start + 70 * MINUTE)
})

test('step by event, and along the time line by keys', async ({ page, api, name }) => {
  const start = noon(4)
  const truck = name('R')
  const { id } = await aDay(api, truck, start)
  await open(page, `/playback?${span(start)}&trucks=${id}`)
  await ready(page)
  const at = (minutes: number) => expect.poll(() => shownAt(page)).toBe(start + minutes * MINUTE)
  const status = page.getByRole('region', { name: 'Player' }).getByRole('status')

  await page.keyboard.press('.')
  await at(10)
  await expect(status).toContainText(`${truck} stood 20 min`)
  await page.keyboard.press('.')
  await at(30)
  await expect(status).toContainText('up to 104 km/h')
  await page.getByRole('button', { name: 'The event before' }).click()
  await at(10)
  // Without the stops the next is the gap.
  await page.getByRole('button', { name: '1 fast drive' }).click()
  await page.keyboard.press('.')
  await expect(status).toContainText('no signal')

  await page.keyboard.press('Home')
  await at(0)
  await page.keyboard.press('ArrowRight')
  await at(1)
  await page.keyboard.press('Shift+ArrowRight')
  await at(11)
  await page.keyboard.press('ArrowLeft')
  await at(10)
  await page.keyboard.press('End')
  await at(90)
  const box = await line(page).boundingBox()
  if (box === null) throw new Error('There is no time line')
  await page.mouse.click(box.x + box.width / 2, box.y + 10)
  await expect.poll(async () => Math.round(((await shownAt(page)) - start) / MINUTE)).toBe(45)
})

test('keys that come at once are all heard', async ({ page, api, name }) => {
  const start = noon(4)
  const { id } = await aDay(api, name('R'), start)
  await open(page, `/playback?${span(start)}&trucks=${id}&follow=nope`)
  await ready(page)
  const press = (key: string, times: number) =>
    page.evaluate(
      ([pressed, count]) => {
        for (let i = 0; i < count; i++)
          window.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, cancelable: true }))
      },
      [key, times] as const,
    )
  await press('ArrowUp', 3)
  await expect(page.getByRole('combobox', { name: 'Speed' })).toContainText('600×')
  await expect(page).toHaveURL(/speed=600/)
  // What is no truck is not kept either.
  await expect(page).not.toHaveURL(/nope/)
  await press('.', 2)
  await expect.poll(() => shownAt(page)).toBe(start + 30 * MINUTE)
})

test('a link opens the same moment again', async ({ page, api, name, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const start = noon(5)
  const truck = name('R')
  const { id } = await aDay(api, truck, start)
  await open(page, `/playback?${span(start)}&trucks=${id}&follow=${id}`)
  await ready(page)
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => shownAt(page)).toBe(start + 31 * MINUTE)
  await expect(followed(page)).toContainText('Moving 104 km/h')
  await page.getByRole('button', { name: 'Copy link to this moment' }).click()
  await expect(page.getByText('The link to this moment is copied.')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())

  await page.goto('/trucks')
  await page.goto(link)
  await ready(page)
  expect(await shownAt(page)).toBe(start + 31 * MINUTE)
  await expect(followed(page)).toContainText(truck)
  await expect(followed(page)).toContainText('Moving 104 km/h')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  // The address itself does the same.
  await expect(page).toHaveURL(new RegExp(`at=${instant(start + 31 * MINUTE).replace('.000Z', 'Z')}`))
})

test('at the end it begins again, or not', async ({ page, api, name }) => {
  const start = noon(6)
  const { id } = await aDay(api, name('R'), start)
  const end = instant(start + 89 * MINUTE)
  await open(page, `/playback?${span(start)}&trucks=${id}&at=${end}&speed=10`)
  await ready(page)
  await page.keyboard.press(' ')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  expect(await shownAt(page)).toBe(start + 90 * MINUTE)

  await page.getByRole('button', { name: 'Play it again and again' }).click()
  await expect(page).toHaveURL(/loop=1/)
  await page.keyboard.press('ArrowLeft')
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(async () => (await shownAt(page)) < start + 60 * MINUTE).toBe(true)
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
})

test('trucks and days are chosen, and stand in the address', async ({ page, api, name }) => {
  const start = noon(7)
  const [one, other] = [name('R'), name('R')]
  const first = await aDay(api, one, start)
  const second = await api.addTruck({ truckNumber: other })
  await open(page, `/playback?${span(start)}`)
  await page.getByRole('button', { name: /^Trucks: Whole fleet/ }).click()
  await page.getByRole('searchbox').fill(one)
  await page.getByRole('button', { name: one, exact: true }).click()
  await page.getByRole('searchbox').fill(other)
  await page.getByRole('button', { name: other, exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`trucks=${first.id},${second}`))
  await page.getByRole('searchbox').fill(one)
  await page.getByRole('button', { name: one, exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(new RegExp(`trucks=${second}&`))
  await expect(page.getByText('Nothing was heard in this time.')).toBeVisible()

  await page.getByRole('button', { name: 'The day before' }).click()
  await expect(page).not.toHaveURL(new RegExp(instant(start)))
  await page.goBack()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Trucks: 2 trucks' })).toBeVisible()
})

test('what cannot be played says why', async ({ page, api, name }) => {
  const id = await api.addTruck({ truckNumber: name('R') })
  const from = noon(60)
  await open(page, `/playback?from=${instant(from)}&to=${instant(noon(20))}&trucks=${id}`)
  await expect(page.getByText('At most 31 days')).toHaveCount(1)
  await expect(page.getByRole('alert')).toContainText('At most 31 days')
  await expect(page.getByText('reading…')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeDisabled()
})

test.describe('in a narrow window', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })
  test('playback fits and can be read by everyone', async ({ page, api, name }) => {
    const start = noon(8)
    const { id } = await aDay(api, name('R'), start)
    await open(page, `/playback?${span(start)}&trucks=${id}&follow=${id}`)
    await ready(page)
    const overflow = await page.evaluate(() => {
      const main = document.querySelector('main')
      return Math.max(
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
        main ? main.scrollWidth - main.clientWidth : 0,
      )
    })
    expect(overflow).toBe(0)
    await expectAccessible(page)
  })
})

test.describe('without motion', () => {
  test.use({ colorScheme: 'dark', reducedMotion: 'reduce' })
  test('it goes on in steps', async ({ page, api, name }) => {
    const start = noon(9)
    const { id } = await aDay(api, name('R'), start)
    await open(page, `/playback?${span(start)}&trucks=${id}&follow=${id}&speed=10`)
    await ready(page)
    await expectAccessible(page, 'dark')
    await page.keyboard.press(' ')
    await expect.poll(() => shownAt(page)).toBeGreaterThan(start)
    await page.keyboard.press(' ')
  })
})
