// Measures the heap of the page while it plays a fleet's past: node bench/playback.mjs (in web/). See ../bench/README.md.
// The page is the built one. Its server is played here, with as many fixes in the range as asked for; or it is a real
// one: SERVER=http://localhost:8080 ADMIN_PASSWORD=… FROM=… TO=… node bench/playback.mjs
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'

const TRUCKS = Number(process.env.TRUCKS ?? 5000)
const FIXES = Number(process.env.FIXES ?? 10_000_000)
const SECONDS = Number(process.env.SECONDS ?? 60)
const JUMPS = Number(process.env.JUMPS ?? 20)
const from = Date.parse(process.env.FROM ?? '2026-11-17T00:00:00Z')
const to = Date.parse(process.env.TO ?? '2026-11-18T00:00:00Z')
const MB = 1e6

const id = (i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`
const iso = (at) => new Date(at).toISOString()
const WINDOW = 20_000

/** Truck i is at any time on a loop of its own, and sends at equal distances in time. */
const place = (i, at) => [
  Math.round((8 + (i % 71) / 12 + 0.3 * Math.cos(at / 3e6 + i)) * 1e6),
  Math.round((47 + (i % 53) / 15 + 0.2 * Math.sin(at / 2.4e6 + i)) * 1e6),
]

/** A window as the real server ends it: where it holds some 20,000 fixes. */
function windowOf(query) {
  const apart = ((to - from) * TRUCKS) / FIXES
  const begin = Date.parse(query.get('from'))
  const end = Date.parse(query.get('to'))
  const every = Math.max(apart, Number(query.get('every')) * 1000)
  const until = Math.min(end, begin + Math.floor((every * WINDOW) / TRUCKS))
  const paths = []
  for (let i = 0; i < TRUCKS; i++) {
    const path = {
      truckId: id(i),
      times: [],
      latitudes: [],
      longitudes: [],
      speedsKph: [],
      headingsDegrees: [],
    }
    let [before, x, y] = [begin, 0, 0]
    const phase = (i * 7919) % every
    for (let at = Math.ceil((begin - phase) / every) * every + phase; at < until; at += every) {
      const [longitude, latitude] = place(i, at)
      path.times.push(Math.round(at - before))
      path.longitudes.push(longitude - x)
      path.latitudes.push(latitude - y)
      path.speedsKph.push(60)
      path.headingsDegrees.push(null)
      ;[before, x, y] = [Math.round(at), longitude, latitude]
    }
    if (path.times.length > 0) paths.push({ ...path, gaps: [], motionTimes: [0], motions: ['moving'] })
  }
  const beginnings = Array.from({ length: query.get('beginnings') === 'true' ? TRUCKS : 0 }, (_, i) => {
    const [longitude, latitude] = place(i, begin)
    const recordedAt = iso(begin - 1000)
    const said = { speedKph: 60, headingDegrees: null, motion: 'moving' }
    return { truckId: id(i), truckNumber: String(1000 + i), recordedAt, longitude, latitude, ...said }
  })
  return {
    from: iso(begin),
    until: iso(until),
    next: until < end ? iso(until) : null,
    positions: paths.reduce((sum, { times }) => sum + times.length, 0),
    paths,
    beginnings,
  }
}

/** Eleven stops a truck. */
function eventsOf(query) {
  const first = Number(query.get('cursor') ?? 0)
  const last = Math.min(first + 2000, TRUCKS * 11)
  const items = Array.from({ length: last - first }, (_, n) => {
    const at = from + (((first + n) * 7919) % 86_400) * 1000
    const truckId = id(Math.floor((first + n) / 11))
    return {
      truckId,
      kind: 'stop',
      from: iso(at),
      to: iso(at + 1_200_000),
      latitude: 47,
      longitude: 8,
      topSpeedKph: null,
    }
  })
  return { items, next: last < TRUCKS * 11 ? String(last) : null }
}

const organization = {
  id: 'o',
  name: 'Bench',
  timeZone: 'UTC',
  units: 'metric',
  locale: 'en-GB',
  country: 'DE',
}

function answer(route) {
  const { pathname, searchParams } = new URL(route.request().url())
  const bodies = {
    '/api/v1/auth/token': () => ({ access_token: 'bench', expires_in: 3600 }),
    '/api/v1/auth/ws-ticket': () => ({ ticket: 'bench' }),
    '/api/v1/me': () => ({ user: { id: 'u', userName: 'bench', email: '' }, organization }),
    '/api/v1/map': () => ({ streetStyleUrl: null }),
    '/api/v1/trucks': () => ({ items: [], next: null }),
    '/api/v1/playback': () => windowOf(searchParams),
    '/api/v1/playback/events': () => eventsOf(searchParams),
  }
  const body = bodies[pathname]
  return body === undefined ? route.fulfill({ status: 204 }) : route.fulfill({ json: body() })
}

async function signIn(page) {
  await page.getByLabel('User name or e-mail').fill(process.env.ADMIN_USER ?? 'admin')
  await page.getByLabel('Password').fill(process.env.ADMIN_PASSWORD ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** What the page holds after all rubbish is gone, and what it had taken before that, in bytes. */
async function heap(devtools) {
  const taken = await devtools.send('Runtime.getHeapUsage')
  await devtools.send('HeapProfiler.collectGarbage')
  const held = await devtools.send('Runtime.getHeapUsage')
  const all = ({ usedSize, backingStorageSize = 0 }) => usedSize + backingStorageSize
  return { held: all(held), taken: all(taken) }
}

async function measure(page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.enable')
  const faults = []
  let read = 0
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('response', (response) => {
    if (new URL(response.url()).pathname === '/api/v1/playback') read++
  })
  if (process.env.SERVER === undefined) await page.route('**/api/v1/**', answer)
  await page.goto(`${address}playback?from=${iso(from)}&to=${iso(to)}&speed=600`)
  if (process.env.SERVER !== undefined) await signIn(page)
  await page.waitForSelector('section[aria-label="Map"][aria-busy="false"]', { timeout: 120_000 })
  await page
    .getByRole('button', { name: 'The next event' })
    .and(page.locator(':enabled'))
    .waitFor({ timeout: 240_000 })

  const head = async () => Date.parse(await page.locator('time[datetime]').first().getAttribute('datetime'))
  const samples = []
  const sample = async (what) => {
    const { held, taken } = await heap(devtools)
    samples.push({ what, held, taken })
  }
  await sample('paused')
  const begun = await head()
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  for (let i = 0; i < SECONDS; i += 5) {
    await page.waitForTimeout(5000)
    await sample('playing')
  }
  const played = (await head()) - begun
  const line = await page.getByRole('slider', { name: 'Time' }).boundingBox()
  for (let i = 0; i < JUMPS; i++) {
    await page.mouse.click(line.x + (line.width * ((i * 7) % JUMPS)) / JUMPS + 1, line.y + 8)
    await page.waitForTimeout(2000)
    await sample('jumping')
  }
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return { samples, read, played }
}

function report({ samples, read, played }) {
  const most = (what, of) => Math.max(...samples.filter((one) => one.what === what).map(of))
  const row = (what) =>
    `| ${what} | ${(most(what, ({ held }) => held) / MB).toFixed(0)} MB | ${(most(what, ({ taken }) => taken) / MB).toFixed(0)} MB |`
  process.stdout.write(
    '| the page | heap after collection, at most | before, at most |\n| --- | --- | --- |\n',
  )
  for (const what of ['paused', 'playing', 'jumping']) process.stdout.write(`${row(what)}\n`)
  const minutes = Math.round(played / 60_000)
  process.stdout.write(`${read} windows read; ${SECONDS} s played ${minutes} min of the past\n`)
}

const folder = process.env.SERVER === undefined ? await mkdtemp(join(tmpdir(), 'watchtower-playback-')) : null
let server
if (folder !== null) {
  await build({ logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  server = await preview({ logLevel: 'error', build: { outDir: folder }, preview: { port: 0 } })
}
const address = server?.resolvedUrls?.local[0] ?? `${process.env.SERVER}/`
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
})
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  process.stdout.write(
    `${process.env.SERVER ?? `${FIXES} fixes of ${TRUCKS} trucks`}, at 600 times their speed, ${browser.version()}\n`,
  )
  report(await measure(page))
} finally {
  await browser.close()
  await server?.close()
  if (folder !== null) await rm(folder, { recursive: true })
}
