import { test as base, expect, type Page } from '@playwright/test'
import { Api, administrator, type Credentials } from './api'

interface Fixtures {
  /** Console errors that a test brings about on purpose. */
  allowedErrors: RegExp | null
  /** A name nobody else uses, for trucks and files. */
  name: (kind: string) => string
  noFaults: undefined
}

/** The server refusing something is an outcome that tests look at; Chromium reports it as an error all the same. */
const refusals = /Failed to load resource: the server responded with a status of (401|403|404|409|422)/

let counter = 0
const run = Date.now().toString(36).slice(-5).toUpperCase()

export const test = base.extend<Fixtures, { api: Api }>({
  api: [
    async ({ playwright }, use) => {
      const request = await playwright.request.newContext({ baseURL: process.env.BASE_URL })
      await use(await Api.signIn(request))
      await request.dispose()
    },
    { scope: 'worker' },
  ],
  allowedErrors: [null, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  name: async ({}, use) => {
    await use((kind) => `${kind}-${run}-${++counter}`)
  },
  noFaults: [
    async ({ page, allowedErrors }, use) => {
      const faults: string[] = []
      const note = (fault: string) => {
        if (!refusals.test(fault) && !allowedErrors?.test(fault)) faults.push(fault)
      }
      page.on('pageerror', (error) => note(`uncaught: ${error.message}`))
      page.on('console', (message) => message.type() === 'error' && note(message.text()))
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          // biome-ignore lint/suspicious/noConsole: the listener above hears it
          console.error(
            `content security policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`,
          )
        })
      })
      await use(undefined)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Opens a page as a person would who has the link but no session yet. */
export async function open(page: Page, path: string, { username, password }: Credentials = administrator) {
  await page.goto(path)
  await page.getByLabel('User name or e-mail').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('navigation', { name: 'Pages' }).first()).toBeAttached()
}
