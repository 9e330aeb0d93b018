import { administrator } from './api'
import { expect, open, test } from './test'

test('a wrong password is said in place, the right one leads in', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Write your user name or e-mail.')).toBeVisible()

  await page.getByLabel('User name or e-mail').fill(administrator.username)
  await page.getByLabel('Password').fill('certainly wrong')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true')

  await page.getByLabel('Password').fill(administrator.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle('Map · Watchtower')
})

test('signing in leads to the page asked for, and the session outlives a reload', async ({ page }) => {
  await open(page, '/trucks?archived=true')
  await expect(page.getByRole('heading', { name: 'Trucks', level: 1 })).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Archived' })).toBeChecked()
  await page.reload()
  await expect(page.getByRole('switch', { name: 'Archived' })).toBeChecked()
})

test('after signing out nothing is shown without signing in again', async ({ page }) => {
  await open(page, '/trucks')
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await page.goto('/import')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
})
