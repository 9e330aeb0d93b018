import { readFile } from 'node:fs/promises'
import { expect, open, test } from './test'

test('what was done is found, with before and after, and taken as a file', async ({ page, api, name }) => {
  const truck = name('A')
  await open(page, '/trucks')
  await api.addTruck({ truckNumber: truck, company: 'Before Haulage' })
  await page.reload()
  await page.getByRole('searchbox').fill(truck)
  await page.getByRole('button', { name: `What to do with truck ${truck}` }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByLabel('Company').fill('After Haulage')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`Truck ${truck} is saved.`)).toBeVisible()

  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Audit log' }).click()
  await expect(page).toHaveTitle('Audit log · Watchtower')
  await page.getByRole('searchbox').fill(truck)
  await expect(page).toHaveURL(new RegExp(`q=${truck}`))
  const changed = page.getByRole('button', { name: `changed truck ${truck}` })
  await expect(changed).toBeVisible()
  await expect(page.getByRole('button', { name: `added truck ${truck}` })).toBeVisible()
  await changed.click()
  await expect(page.getByRole('row').filter({ hasText: 'company' })).toHaveText(
    /company\s*Before Haulage\s*After Haulage/,
  )

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const file = await readFile(await (await downloading).path(), 'utf8')
  expect(file).toContain('truck.create')
  expect(file).toContain('truck.update')
  expect(file).toContain('Before Haulage')

  await page.getByRole('combobox', { name: 'About' }).click()
  await page.getByRole('option', { name: 'API keys' }).click()
  await expect(page.getByText('Nothing matches.')).toBeVisible()
  await page.goBack()
  await expect(changed).toBeVisible()
})

test('the list goes on by itself', async ({ page, api }) => {
  for (let i = 0; i < 60; i++) await api.phoneAddress()
  await open(page, '/settings/audit?topic=intake-token')
  const rows = page.getByRole('button', { name: 'made the secret address' })
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(50)
  await rows.last().scrollIntoViewIfNeeded()
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(60)
})
