import type { APIRequestContext } from '@playwright/test'
import { expect, open, test } from './test'

// What cannot be read as a name, an e-mail or a number is malformed to the server.
test.use({ allowedErrors: /status of 400/ })

const trucks = async (request: APIRequestContext, key: string) =>
  (await request.get('/api/v1/trucks', { headers: { Authorization: `Bearer ${key}` } })).status()

test('a key is made, rotated with an overlap, and revoked', async ({ page, playwright, name }) => {
  const request = await playwright.request.newContext({ baseURL: process.env.BASE_URL })
  const key = name('Yard gate')
  await open(page, '/settings/keys')
  await page.getByRole('button', { name: 'Make a key' }).click()
  const make = page.getByRole('button', { name: 'Make the key' })
  await page.getByLabel('Name').fill(key)
  await expect(make).toBeDisabled()
  await page.getByRole('checkbox', { name: 'See trucks' }).check()
  await page.getByLabel('Requests a minute').fill('0')
  await make.click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel('Requests a minute').fill('120')
  await make.click()
  const secret = page.getByRole('textbox', { name: 'The key' })
  await expect(secret).toHaveValue(/^wt_/)
  const first = await secret.inputValue()
  await page.getByRole('button', { name: 'Done' }).click()

  const row = page.getByRole('listitem').filter({ has: page.getByText(key, { exact: true }) })
  await expect(row).toContainText('Works')
  await expect(row).toContainText('See trucks')
  await expect(row).toContainText('120 requests a minute')
  await expect(row).toContainText('never used')
  await expect(page.getByText(first)).toHaveCount(0)
  expect(await trucks(request, first)).toBe(200)

  await page.getByRole('button', { name: `Rotate ${key}` }).click()
  await page.getByRole('button', { name: 'Rotate', exact: true }).click()
  await expect(secret).toHaveValue(/^wt_/)
  const second = await secret.inputValue()
  expect(second).not.toBe(first)
  await page.getByRole('button', { name: 'Done' }).click()
  expect([await trucks(request, first), await trucks(request, second)]).toEqual([200, 200])
  await expect(row.getByRole('listitem')).toHaveCount(2)

  await page.getByRole('button', { name: `Revoke ${key}` }).click()
  await page.getByRole('button', { name: 'Revoke it' }).click()
  await expect(row).toContainText('Revoked')
  expect([await trucks(request, first), await trucks(request, second)]).toEqual([401, 401])
  await request.dispose()
})
