import { expect, open, test } from './test'

test.use({ allowedErrors: /status of 400/ })

test('a threshold that cannot be is refused at its field, a good one is kept', async ({ page }) => {
  await open(page, '/')
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page).toHaveTitle('Settings · Watchtower')
  const field = page.getByLabel('And further than')
  const before = await field.inputValue()
  const save = page.getByRole('button', { name: 'Save and compute anew' })
  await expect(save).toBeDisabled()

  await field.fill('-1')
  await save.click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await field.fill('many')
  await save.click()
  await expect(page.getByRole('alert')).toContainText('Write a number')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(field).toHaveValue(before)

  const other = String(Number(before) + 10)
  await field.fill(other)
  await save.click()
  await expect(page.getByText('The history is being computed anew')).toBeVisible()
  await page.reload()
  await expect(field).toHaveValue(other)
  await field.fill(before)
  await save.click()
  await expect(save).toBeDisabled()
})
