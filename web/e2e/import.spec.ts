import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible'
import type { Api } from './api'
import { expect, open, test } from './test'

const choose = (page: Page, name: string, content: string | Buffer) =>
  page
    .getByLabel('File with positions')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })

const check = (page: Page) => page.getByRole('region', { name: 'Check the file' })
const job = (page: Page) => page.getByRole('region', { name: 'Import', exact: true })
const send = (page: Page) => check(page).getByRole('button', { name: /^Import \d/ })
const column = (page: Page, field: string) =>
  check(page).getByRole('combobox', { name: `Column of ${field}` })

async function chooseColumn(page: Page, field: string, heading: string) {
  await column(page, field).click()
  await page.getByRole('option', { name: heading }).click()
}

const tally = (page: Page, name: string) =>
  job(page).locator('dl > div').filter({ hasText: name }).locator('dd')

const refused = (page: Page) => job(page).getByRole('region', { name: 'Refused lines' })

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

async function truckNamed(api: Api, truckNumber: string) {
  const { items } = (await api.get(`/api/v1/trucks?q=${truckNumber}`)) as {
    items: { id: string; truckNumber: string; lastFixAt: string | null }[]
  }
  return items.find((truck) => truck.truckNumber === truckNumber)
}

test('a file is imported, a line that is wrong is refused with its reason', async ({ page, name }) => {
  const truck = name('I')
  const file = `${name('positions')}.csv`
  const lines = [
    'truck,time,latitude,longitude,speed',
    `${truck},${minutesAgo(5)},48.2082,16.3738,50`,
    `${truck},${minutesAgo(4)},148.2082,16.3738,50`,
    `${truck},${minutesAgo(3)},48.2182,16.3838,60`,
    `${truck},${minutesAgo(3)},48.2182,16.3838,60`,
  ]
  await open(page, '/import')
  await choose(page, file, lines.join('\n'))

  await expect(check(page)).toContainText('Of the 4 lines looked at 1 would be refused')
  await expect(check(page)).toContainText('Refused: latitude 148.2082 is outside -90 to 90')
  await expect(check(page).getByRole('switch')).toBeChecked()
  await expect(check(page)).toContainText(`In the lines looked at: ${truck}.`)
  await send(page).click()

  await expect(job(page).getByText('Done')).toBeVisible()
  await expect(tally(page, 'Positions taken')).toHaveText('2')
  await expect(tally(page, 'Refused')).toHaveText('1')
  await expect(tally(page, 'Trucks added')).toHaveText('1')
  await expect(job(page).getByRole('row').nth(1)).toContainText('3')

  await page.reload()
  await expect(job(page).getByText('Done')).toBeVisible()
  await expect(job(page).getByRole('heading', { name: file })).toBeVisible()

  await job(page).getByRole('button', { name: 'Import another file' }).click()
  await expect(page.getByRole('row', { name: file })).toContainText('Done')
  await page.goBack()
  await job(page).getByRole('link', { name: 'See them on the map' }).click()
  await page.getByRole('searchbox').fill(truck)
  await expect(page.getByRole('option')).toContainText('60 km/h')
})

test('an import with a mended mapping', async ({ page, api, name }) => {
  const truck = name('W')
  // "device" and "time" are guessed, and both are wrong: the tracker's serial number and the moment of the upload.
  const lines = [
    'Wagen;device;time;time;lat;lon;speed;acc',
    `${truck};s-77;gestern;2026-09-01T02:30:00Z;48,2082;16,3738;50;4,5`,
    `${truck};s-77;gestern;2026-09-01T02:31:00Z;48,2083;16,3739;51;4,5`,
    `${truck};s-77;gestern;2026-09-01T02:32:00Z;48,2084;north;52;4,5`,
    `${truck};s-77;gestern;2026-09-01T02:33:00Z;48,2085;16,3741;453;4,5`,
    `${truck};s-77;gestern;2026-09-01T02:34:00Z;48,2086;16,3742;54;4,5`,
  ]
  await open(page, '/import')
  await choose(page, `${name('mended')}.csv.gz`, gzipSync(lines.join('\n')))

  await expect(column(page, 'Truck')).toHaveText('device')
  await expect(check(page)).toContainText('Every line looked at would be refused')
  await expect(check(page)).toContainText('Refused: time gestern is not one such as')

  await chooseColumn(page, 'Truck', 'Wagen')
  await chooseColumn(page, 'Time', 'time (2)')
  // The accuracy was taken for the ignition's column; the other way round it goes without.
  await expect(check(page)).toContainText('Refused: ignition must be on or off, not 4,5')
  await column(page, 'Ignition').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Not')
  await page.keyboard.press('Enter')
  await chooseColumn(page, 'Accuracy, m', 'acc')
  await expect(check(page)).toContainText('Of the 5 lines looked at 2 would be refused')
  await expect(check(page)).toContainText(`In the lines looked at: ${truck}.`)
  await expectAccessible(page)

  // One column means one thing: who takes the longitude's leaves a needed field without.
  await chooseColumn(page, 'Latitude', 'lon')
  await expect(column(page, 'Longitude')).toHaveAttribute('aria-invalid', 'true')
  await expect(check(page)).toContainText('Choose the column of Longitude first.')
  await expect(send(page)).toBeDisabled()
  await chooseColumn(page, 'Longitude', 'lon')
  await chooseColumn(page, 'Latitude', 'lat')
  await expect(send(page)).toBeEnabled()
  await send(page).click()

  await expect(job(page).getByText('Done')).toBeVisible()
  await expect(tally(page, 'Positions taken')).toHaveText('3')
  await expect(refused(page).getByRole('row')).toHaveText([
    /Line/,
    /4.*longitude must be a number, not north/,
    /5.*speedKph 453.0 is outside 0 to 300/,
  ])
  const download = page.waitForEvent('download')
  await job(page).getByRole('button', { name: 'Download all' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toBe(
    'line,reason\r\n4,"longitude must be a number, not north"\r\n5,speedKph 453.0 is outside 0 to 300\r\n',
  )
  expect(await truckNamed(api, truck)).toMatchObject({ lastFixAt: '2026-09-01T02:34:00Z' })
  expect(await truckNamed(api, 's-77')).toBeUndefined()
})

test('times without a zone are read in the one that is chosen', async ({ page, api, name }) => {
  const truck = name('Z')
  await open(page, '/import')
  await choose(
    page,
    `${name('zoneless')}.csv`,
    `truck,time,lat,lon\n${truck},2026-09-01 05:30:00,38.01,23.81\n`,
  )
  const zone = check(page).getByRole('button', { name: 'Time zone of the file' })
  const { organization } = (await api.get('/api/v1/me')) as { organization: { timeZone: string } }
  await expect(zone).toHaveText(organization.timeZone.replaceAll('_', ' '))
  await expect(check(page)).toContainText('2026-09-01 05:30:00')

  await zone.click()
  await page.getByPlaceholder('Search for a time zone').fill('tokyo')
  await page.keyboard.press('Enter')
  await expect(zone).toHaveText('Asia/Tokyo')
  await expect(check(page)).not.toContainText('2026-09-01 05:30:00')
  await send(page).click()
  await expect(job(page).getByText('Done')).toBeVisible()
  expect(await truckNamed(api, truck)).toMatchObject({ lastFixAt: '2026-08-31T20:30:00Z' })
})

test('a file without a line of names is read by columns that are chosen', async ({ page, name }) => {
  const truck = name('H')
  await open(page, '/import')
  await choose(page, `${name('bare')}.csv`, `${truck},2026-09-01T02:30:00Z,38.01,23.81\n`)
  await expect(check(page)).toContainText('The first line is a position, not a line of names')
  await expect(check(page)).toContainText('Choose the column of Truck, Time, Latitude and Longitude first.')
  await expectAccessible(page)
  for (const [place, field] of ['Truck', 'Time', 'Latitude', 'Longitude'].entries()) {
    await chooseColumn(page, field, `column ${place + 1}`)
  }
  await expect(check(page)).toContainText('The only line can be read.')
  await expect(check(page).getByRole('row').nth(1)).toContainText('38.01000')
  await send(page).click()
  await expect(tally(page, 'Positions taken')).toHaveText('1')
})

test('without adding trucks the lines of unknown ones are refused beforehand', async ({
  page,
  api,
  name,
}) => {
  const [known, unknown] = [name('K'), name('U')]
  await api.addTruck({ truckNumber: known })
  await open(page, '/import')
  const line = (truck: string) => `${truck},2026-09-01T02:30:00Z,38.01,23.81`
  await choose(page, 'two.csv', ['truck,time,lat,lon', line(known), line(unknown)].join('\n'))
  await expect(check(page)).toContainText('All 2 lines looked at can be read.')
  await check(page).getByRole('switch', { name: 'Add trucks that are not known yet' }).click()
  await expect(check(page)).toContainText(`Refused: there is no truck ${unknown}`)
  await send(page).click()
  await expect(tally(page, 'Positions taken')).toHaveText('1')
  await expect(tally(page, 'Trucks added')).toHaveText('0')
})

test('a file that is none is explained, and another can be chosen', async ({ page }) => {
  await open(page, '/import')
  await choose(page, 'fleet.xlsx', 'PK\u0003\u0004\u0014\0\u0006\0')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('fleet.xlsx cannot be imported as it is')
  await expect(alert).toContainText('Save a spreadsheet as CSV first')
  await check(page).getByRole('button', { name: 'Choose another file' }).click()
  await choose(page, 'wheels.csv', 'wheel,pressure\n1,8.2\n')
  await expect(check(page)).toContainText('Choose the column of Truck, Time, Latitude and Longitude first.')
  await expect(send(page)).toBeDisabled()
})

test.describe('a long import', () => {
  test.use({ allowedErrors: /ERR_FAILED|ERR_CONNECTION_REFUSED|WebSocket connection/ })

  test('is shown again after a reload and while the server is away, and can be cancelled', async ({
    page,
    name,
  }) => {
    const truck = name('L')
    const file = `${name('long')}.csv.gz`
    const start = Date.parse('2026-06-01T00:00:00Z')
    const count = 1_200_000
    const lines = Array.from(
      { length: count },
      (_, i) => `${truck},${start + i * 1000},${i % 100 === 7 ? 'north' : '38.1'},23.7`,
    )
    await open(page, '/import')
    await choose(page, file, gzipSync(`truck,time,lat,lon\n${lines.join('\n')}\n`))
    await expect(check(page)).toContainText(/lines looked at \d+ would be refused/)
    await expect(check(page).getByRole('region', { name: 'Refused farther down' })).toContainText(
      'latitude must be a number, not north',
    )
    await send(page).click()
    await expect(job(page).getByText('Running')).toBeVisible()
    await expect(tally(page, 'Positions taken')).not.toHaveText('0')

    await page.reload()
    await expect(job(page).getByRole('heading', { name: file })).toBeVisible()
    await expect(job(page).getByText('Running')).toBeVisible()
    await page.route('**/api/v1/imports/**', (route) => route.abort())
    await expect(job(page)).toContainText('The server does not answer just now')
    await expect(job(page).getByText('Running')).toBeVisible()
    await page.unroute('**/api/v1/imports/**')
    await expect(job(page)).not.toContainText('The server does not answer just now')

    await job(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(job(page).getByText('Cancelled')).toBeVisible()
    const taken = Number((await tally(page, 'Positions taken').textContent())?.replaceAll(',', ''))
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThan(count)
    await job(page).getByRole('button', { name: 'Import another file' }).click()
    await expect(page.getByRole('row', { name: file })).toContainText('Cancelled')
  })
})

test('all refused lines of a file can be listed and downloaded', async ({ page, name }) => {
  const wrong = 1_305
  await open(page, '/import')
  await choose(page, `${name('wrong')}.csv`, `truck,time,lat,lon\n${'7,never,38,23\n'.repeat(wrong)}`)
  await expect(check(page)).toContainText('Every line looked at would be refused. Check the columns.')
  await send(page).click()
  await expect(job(page).getByText('Done')).toBeVisible()
  await expect(job(page)).toContainText('the first 1,000 of 1,305')
  await refused(page).getByRole('button', { name: 'Show more' }).click()
  await expect(job(page)).toContainText('the first 1,200 of 1,305')
  await refused(page).getByRole('button', { name: 'Show more' }).click()
  await expect(refused(page).getByRole('row')).toHaveCount(wrong + 1)
  await expect(refused(page).getByRole('row').last()).toContainText('1,306')
  await expect(refused(page).getByRole('button', { name: 'Show more' })).toBeHidden()
  const download = page.waitForEvent('download')
  await job(page).getByRole('button', { name: 'Download all' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(text.trim().split('\r\n')).toHaveLength(wrong + 1)
})

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme, reducedMotion: 'reduce', viewport: { width: 500, height: 900 } })

    test('the check of a file fits a phone and can be read by everyone', async ({ page, name }) => {
      const truck = name('P')
      const lines = [
        'truck,time,latitude,longitude,speed,heading,a column of which nobody knows what it may mean',
        `${truck},2026-09-01 02:30:00,48.2,16.3,50,90,${'x'.repeat(300)}`,
        `${truck},2026-09-01 02:31:00,148.2,16.3,50,90,`,
      ]
      await open(page, '/import')
      await choose(page, `${'a-very-long-name-'.repeat(6)}.csv`, lines.join('\n'))
      await expect(send(page)).toBeEnabled()
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      const overflow = await page.evaluate(() => {
        const main = document.querySelector('main')
        return main === null ? 1 : main.scrollWidth - main.clientWidth
      })
      expect(overflow).toBe(0)
      await expectAccessible(page, theme)
      await chooseColumn(page, 'Truck', 'Choose a column')
      await expect(send(page)).toBeDisabled()
      await expectAccessible(page, theme)
    })
  })
}
