import type { WebSocketRoute } from '@playwright/test'
import { mapReady, somewhere } from './map'
import { expect, open, test } from './test'

test.use({ allowedErrors: /WebSocket connection|ERR_INTERNET_DISCONNECTED/ })

test('a broken line says so and mends itself with what came meanwhile', async ({ page, api, name }) => {
  const truck = name('C')
  const place = somewhere()
  await api.addTruck({ truckNumber: truck })
  await api.post({ truck, recordedAt: new Date(Date.now() - 60_000).toISOString(), ...place, speedKph: 33 })

  let away = false
  const lines: WebSocketRoute[] = []
  await page.routeWebSocket(/\/ws\/trucks/, (line) => {
    if (away) void line.close({ code: 1001 })
    else {
      line.connectToServer()
      lines.push(line)
    }
  })

  await open(page, `/?q=${truck}`)
  const line = page.getByRole('status').filter({ hasText: /Live|Connect/ })
  await expect(line).toContainText('Live')
  await expect(page.getByRole('option')).toContainText('33 km/h')

  away = true
  for (const open of lines) await open.close({ code: 1001 })
  await expect(line).toContainText('Connection lost')
  await api.post({ truck, recordedAt: new Date().toISOString(), ...place, speedKph: 71 })
  await expect(page.getByRole('option')).toContainText('33 km/h')

  away = false
  await line.getByRole('button', { name: 'Try now' }).click()
  await expect(line).toContainText('Live')
  await expect(page.getByRole('option')).toContainText('71 km/h')
})

test('being offline is noticed, and being online again too', async ({ page }) => {
  await open(page, '/')
  await mapReady(page) // a browser that goes offline in the middle of loading shows less
  const line = page.getByRole('status').filter({ hasText: /Live|Connect/ })
  await expect(line).toContainText('Live')
  await page.context().setOffline(true)
  await expect(line).toContainText('Connection lost')
  await page.context().setOffline(false)
  await expect(line).toContainText('Live')
})
