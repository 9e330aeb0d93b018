import { expect, open, test } from './test'

test('the palette goes to trucks and pages and does things', async ({ page, api, name }) => {
  const truck = name('K')
  await api.addTruck({ truckNumber: truck })
  await open(page, '/import')
  const palette = page.getByRole('dialog', { name: 'Go to' })

  await page.keyboard.press('Control+k')
  await palette.getByRole('combobox').fill(truck)
  await expect(palette.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: truck, level: 2 })).toBeVisible()

  await page.keyboard.press('Control+k')
  await palette.getByRole('combobox').fill('dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')

  await page.keyboard.press('Control+k')
  await palette.getByRole('combobox').fill('trucks')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle('Trucks · Watchtower')
})

test('the list is walked and the panel opened and closed without a mouse', async ({ page, api, name }) => {
  const company = name('Keys')
  const [first, second] = [name('K'), name('K')]
  for (const truckNumber of [first, second]) await api.addTruck({ truckNumber, company })
  await open(page, '/')
  await expect(page.getByRole('listbox', { name: 'Trucks' })).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type(company)
  await expect(page.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: second, level: 2 })).toBeVisible()
  await expect(page.getByRole('option', { selected: true })).toContainText(second)
  await page.getByRole('heading', { name: second, level: 2 }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: second, level: 2 })).toBeHidden()
})

test('the keys are explained', async ({ page }) => {
  await open(page, '/trucks')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText(
    'Walk the list of trucks',
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page).toHaveTitle('Import · Watchtower')
})
