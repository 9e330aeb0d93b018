import type { Page } from '@playwright/test'
import { expect, open, test } from './test'

const choose = (page: Page, name: string, text: string) =>
  page
    .getByLabel('File with positions')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

const tally = (page: Page, name: string) =>
  page
    .getByRole('region', { name: 'Import', exact: true })
    .locator('dl > div')
    .filter({ hasText: name })
    .locator('dd')

test('a file is imported, a line that is wrong is refused with its reason', async ({ page, name }) => {
  const truck = name('I')
  const file = `${name('positions')}.csv`
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const lines = [
    'truck,time,latitude,longitude,speed',
    `${truck},${minutesAgo(5)},48.2082,16.3738,50`,
    `${truck},${minutesAgo(4)},148.2082,16.3738,50`,
    `${truck},${minutesAgo(3)},48.2182,16.3838,60`,
    `${truck},${minutesAgo(3)},48.2182,16.3838,60`,
  ]
  await open(page, '/import')
  await choose(page, file, lines.join('\n'))

  const job = page.getByRole('region', { name: 'Import', exact: true })
  await expect(job.getByText('Done')).toBeVisible()
  await expect(tally(page, 'Positions taken')).toHaveText('2')
  await expect(tally(page, 'Refused')).toHaveText('1')
  await expect(tally(page, 'Trucks added')).toHaveText('1')
  await expect(job.getByRole('row').nth(1)).toContainText('3')

  await page.reload()
  await expect(job.getByText('Done')).toBeVisible()
  await expect(job.getByRole('heading', { name: file })).toBeVisible()

  await job.getByRole('button', { name: 'Import another file' }).click()
  await expect(page.getByRole('row', { name: file })).toContainText('Done')
  await page.goBack()
  await job.getByRole('link', { name: 'See them on the map' }).click()
  await page.getByRole('searchbox').fill(truck)
  await expect(page.getByRole('option')).toContainText('60 km/h')
})

test('a file without the needed columns is explained', async ({ page }) => {
  await open(page, '/import')
  await choose(page, 'wheels.csv', 'wheel,pressure\n1,8.2\n')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('wheels.csv was not imported')
  await expect(alert).toContainText('latitude')
  await expect(alert).toContainText('pressure')
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible()
})

test('a time zone can be searched for', async ({ page }) => {
  await open(page, '/import')
  await page.getByRole('button', { name: 'Time zone of times without one' }).click()
  await page.getByPlaceholder('Search time zones').fill('athens')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Time zone of times without one' })).toContainText(
    'Europe/Athens',
  )
})
