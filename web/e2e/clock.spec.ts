import { east, somewhere } from './map'
import { expect, open, test } from './test'

/** The server's clock is set forward by the test; the machine's goes on as it does. */
test('a truck goes through moving, stopped and offline before your eyes @clock', async ({
  page,
  api,
  name,
  request,
}) => {
  const truck = name('E')
  const place = somewhere()
  const id = await api.addTruck({ truckNumber: truck })
  let ahead = 0
  const pass = async (seconds: number) => {
    ahead += seconds * 1000
    expect((await request.post(`${process.env.CLOCK_URL}/${seconds}`)).status()).toBe(204)
  }
  const fix = (at: { latitude: number; longitude: number }) =>
    api.post({ truck, recordedAt: new Date(Date.now() + ahead).toISOString(), ...at })

  await fix(place)
  await open(page, `/?truck=${id}&q=${truck}`)
  await expect(page.getByRole('status').filter({ hasText: /Live|Connect/ })).toContainText('Live')
  const panel = page.getByRole('complementary', { name: 'The selected truck' })
  const row = page.getByRole('option', { name: truck })
  await pass(30)
  await fix(east(place, 0.004))
  await expect(panel).toContainText('Moving')
  await expect(page.getByRole('button', { name: '1 moving' })).toBeVisible()

  for (let i = 0; i < 5; i++) {
    await pass(30)
    await fix(east(place, 0.004))
  }
  await expect(panel).toContainText(/Stopped \d+ min/)
  await expect(row).toContainText('stopped')
  await expect(page.getByRole('button', { name: '1 stopped' })).toBeVisible()
  await expect(page.getByRole('button', { name: '0 moving' })).toBeVisible()

  await pass(11 * 60)
  await expect(panel).toContainText('Offline since')
  await expect(row).toContainText('offline')
  await expect(page.getByRole('button', { name: '1 offline' })).toBeVisible()

  await fix(east(place, 0.03))
  await expect(panel).not.toContainText('Offline since')
})
