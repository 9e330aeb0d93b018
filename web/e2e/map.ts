import { expect, type Page } from '@playwright/test'

export interface Place {
  latitude: number
  longitude: number
}

let places = 0

/** Somewhere on earth where no other test has its trucks. */
export function somewhere(): Place {
  const column = places % 30
  const row = Math.floor(places / 30)
  places++
  return {
    latitude: 30 + row * 12 + column * 0.3 + Math.random() * 0.2,
    longitude: -110 + column * 9 + Math.random() * 4,
  }
}

export const mapOf = (page: Page) => page.getByRole('region', { name: 'Map', exact: true })

export async function mapReady(page: Page) {
  await expect(mapOf(page)).toHaveAttribute('aria-busy', 'false')
}

/** Clicks the map where a place is drawn: the address says which part of the world the map shows. */
export async function clickPlace(page: Page, place: Place) {
  const box = await mapOf(page).boundingBox()
  const [latitude = 0, longitude = 0, zoom = 0] = (new URL(page.url()).searchParams.get('at') ?? '')
    .split(',')
    .map(Number)
  if (box === null) throw new Error('There is no map')
  const centre = mercator({ latitude, longitude })
  const target = mercator(place)
  const world = 512 * 2 ** zoom
  await page.mouse.click(
    box.x + box.width / 2 + (target.x - centre.x) * world,
    box.y + box.height / 2 + (target.y - centre.y) * world,
  )
}

/** The map tile that holds a place. */
export function tileAt(place: Place, z: number) {
  const { x, y } = mercator(place)
  return { z, x: Math.floor((x + 0.5) * 2 ** z), y: Math.floor((y + 0.5) * 2 ** z) }
}

function mercator({ latitude, longitude }: Place) {
  const sine = Math.sin((latitude * Math.PI) / 180)
  return { x: longitude / 360, y: -Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) }
}

export const frame = ({ latitude, longitude }: Place, zoom = 13) => `at=${latitude},${longitude},${zoom}`

export const east = ({ latitude, longitude }: Place, degrees: number): Place => ({
  latitude,
  longitude: longitude + degrees,
})
