import { expect, open, test } from './test'

test('a truck is added, changed, archived and brought back', async ({ page, name }) => {
  const number = name('T')
  await open(page, '/trucks')
  await page.getByRole('button', { name: 'Add truck' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add truck' }).click()
  await expect(dialog.getByText('A truck needs a number.')).toBeVisible()
  await dialog.getByLabel('Truck number').fill(number)
  await dialog.getByLabel('Company').fill('Northern Freight')
  await dialog.getByLabel('Device ids').fill(`${number}-a, ${number}-b`)
  await dialog.getByRole('button', { name: 'Add truck' }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('searchbox', { name: 'Search trucks' }).fill(number)
  await expect(page).toHaveURL(new RegExp(`q=${number}`))
  const row = page.getByRole('row', { name: number })
  await expect(row).toContainText('Northern Freight')
  await expect(row).toContainText('no fix yet')

  await row.getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await dialog.getByLabel('Company').fill('Southern Freight')
  await dialog.getByLabel('Status').click()
  await page.getByRole('option', { name: 'In maintenance' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('Southern Freight')
  await expect(row).toContainText('In maintenance')

  await row.getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await dialog.getByRole('button', { name: 'Archive truck' }).click()
  await expect(row).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toBeVisible()

  await row.getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await dialog.getByRole('button', { name: 'Archive truck' }).click()
  await expect(row).toBeHidden()
  await page.getByRole('switch', { name: 'Archived' }).click()
  await row.getByRole('button', { name: 'Restore' }).click()
  await expect(row).toBeHidden()
  await page.getByRole('switch', { name: 'Archived' }).click()
  await expect(row).toBeVisible()
})

test('a number that is taken is said at the field, an archived one is offered back', async ({
  page,
  api,
  name,
}) => {
  const number = name('T')
  await api.addTruck({ truckNumber: number })
  await open(page, `/trucks?q=${number}`)
  const dialog = page.getByRole('dialog')
  const add = async () => {
    await page.getByRole('button', { name: 'Add truck' }).click()
    await dialog.getByLabel('Truck number').fill(number)
    await dialog.getByRole('button', { name: 'Add truck' }).click()
  }
  await add()
  await expect(dialog.getByRole('alert')).toContainText(number)
  await expect(dialog.getByLabel('Truck number')).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Escape')

  const row = page.getByRole('row', { name: number })
  await row.getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await dialog.getByRole('button', { name: 'Archive truck' }).click()
  await expect(row).toBeHidden()
  await add()
  await dialog.getByRole('button', { name: 'Restore it' }).click()
  await expect(row).toBeVisible()
})

test('the list is sorted by the server and leads to the map', async ({ page, api, name }) => {
  const company = name('Sorted')
  const [first, second] = [name('A'), name('B')]
  await api.addTruck({ truckNumber: second, company })
  await api.addTruck({ truckNumber: first, company })

  await open(page, `/trucks?q=${company}`)
  const numbers = page.getByRole('row').getByRole('link')
  await expect(numbers).toHaveText([first, second])
  await page.getByRole('button', { name: 'Truck', exact: true }).click()
  await expect(numbers).toHaveText([second, first])
  await expect(page).toHaveURL(/sort=-truckNumber/)

  await page.getByRole('link', { name: first }).click()
  await expect(page.getByRole('heading', { name: first, level: 2 })).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'The selected truck' })).toContainText('No fix yet')
})
