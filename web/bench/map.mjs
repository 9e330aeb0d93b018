// Measures the map with 2,000 moving trucks, as many as the page is told one by one, and with 5,000 that the server
// clusters: node bench/map.mjs (in web/). See ../bench/README.md.
// The page is the built one; its server is played here, its web socket inside the page: each truck sends a fix every
// 30 s, in frames of 100 ms, as the real one does. What the main thread does is read from Chromium's own trace.
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'

const TRUCKS = Number(process.env.TRUCKS ?? 2000)
const CLUSTERED = Number(process.env.CLUSTERED ?? 5000)
const WARM_UP_MS = 12_000
const MEASURE_MS = 20_000

/** Where the trucks are and how much of it the map shows. */
const scenes = [
  { name: 'a continent, zoom 4.5', spread: [26, 14], zoom: 4.5, trucks: TRUCKS },
  { name: 'a country, zoom 7', spread: [9, 6], zoom: 7, trucks: TRUCKS },
  { name: 'a region, zoom 9', spread: [3, 2], zoom: 9, trucks: TRUCKS },
  { name: 'one city, zoom 11', spread: [0.9, 0.5], zoom: 11, trucks: TRUCKS },
  { name: "a continent, zoom 4.5, the server's clusters", spread: [26, 14], zoom: 4.5, trucks: CLUSTERED },
]
const centre = [10, 50]

async function measure({ spread, zoom, trucks }) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const faults = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.addInitScript(playServer, { trucks, centre, spread })
  await page.route('**/api/v1/**', answer)
  await page.goto(`${address}?at=${centre[1]},${centre[0]},${zoom}`)
  await page.getByRole('region', { name: 'Map', exact: true, includeHidden: false }).waitFor()
  await page.waitForSelector('section[aria-label="Map"][aria-busy="false"]')
  await page.waitForTimeout(WARM_UP_MS)
  const trace = join(folder, 'trace.json')
  await browser.startTracing(page, {
    path: trace,
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  })
  await page.waitForTimeout(MEASURE_MS)
  await browser.stopTracing()
  await page.close()
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return figures(JSON.parse(readFileSync(trace, 'utf8')).traceEvents)
}

/**
 * From the trace of the page's main thread: what it did in each frame (callbacks, style, layout, paint, commit), and
 * in each message of the live line (reading it, the list, the map's data). CPU time, because others use this machine
 * too and the pictures are made by its processor; the wall clock beside it.
 */
function figures(events) {
  const [frame] = events.filter(({ name }) => name === 'FireAnimationFrame')
  const mine = events.filter(({ pid, tid, ph }) => pid === frame.pid && tid === frame.tid && ph === 'X')
  const named = (name) => mine.filter((event) => event.name === name)
  const tasks = outermost(named('RunTask'))
  const having = (inner) =>
    tasks.filter((task) => inner.some(({ ts }) => ts >= task.ts && ts < task.ts + task.dur))
  const inFrames = having(named('FireAnimationFrame'))
  const framed = new Set(inFrames)
  const messages = having(named('TimerFire')).filter((task) => !framed.has(task) && task.tdur > 1000)
  const commits = named('Commit').map(({ ts }) => ts)
  const seconds = (Math.max(...commits) - Math.min(...commits)) / 1e6
  return {
    framesPerSecond: (commits.length - 1) / seconds,
    busy: tasks.reduce((sum, { tdur }) => sum + tdur, 0) / 1e4 / seconds,
    frame: inFrames.map(({ tdur }) => tdur / 1000),
    frameWall: inFrames.map(({ dur }) => dur / 1000),
    message: messages.map(({ tdur }) => tdur / 1000),
  }
}

/** Without the tasks that run within another one. */
function outermost(tasks) {
  let end = 0
  return [...tasks]
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
    .filter(({ ts, dur }) => {
      if (ts < end) return false
      end = ts + dur
      return true
    })
}

function row({ name, trucks }, { framesPerSecond, busy, frame, frameWall, message }) {
  const of = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
  const ms = (value) => `${value.toFixed(1)} ms`
  const cells = [
    ms(of(frame, 0.5)),
    ms(of(frame, 0.95)),
    ms(of(message, 0.95)),
    ms(of(frame, 0.95) + of(message, 0.95)),
    ms(of(frameWall, 0.95)),
    `${busy.toFixed(0)} %`,
    framesPerSecond.toFixed(0),
  ]
  return `| ${trucks} | ${name} | ${cells.join(' | ')} |`
}

const head = `| moving trucks | they fill | a frame, CPU: p50 | p95 | a message, CPU: p95 | both in one frame | a frame, wall clock: p95 | main thread busy | frames/s |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |`

/** Runs inside the page. */
function playServer({ trucks, centre, spread }) {
  let seed = 1
  const random = () => {
    seed = (seed * 16807) % 2147483647
    return seed / 2147483647
  }
  const id = (i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`
  const fleet = Array.from({ length: trucks }, (_, i) => ({
    id: id(i),
    truckNumber: String(1000 + i),
    longitude: centre[0] + (random() - 0.5) * spread[0],
    latitude: centre[1] + (random() - 0.5) * spread[1],
    speedKph: 40 + random() * 40,
    headingDegrees: random() * 360,
    derived: false,
    ignition: true,
    motion: 'moving',
    motionSince: new Date().toISOString(),
    source: 'api',
  }))
  const move = (truck) => {
    const meters = (truck.speedKph / 3.6) * 30
    const radians = (truck.headingDegrees * Math.PI) / 180
    truck.latitude += (meters * Math.cos(radians)) / 111_320
    truck.longitude += (meters * Math.sin(radians)) / (111_320 * Math.cos((truck.latitude * Math.PI) / 180))
    truck.headingDegrees = (truck.headingDegrees + (random() - 0.5) * 40 + 360) % 360
    truck.recordedAt = new Date().toISOString()
    return truck
  }
  fleet.forEach(move)
  const inside = ({ box }, { longitude, latitude }) =>
    box === undefined ||
    (longitude >= box[0] && longitude <= box[2] && latitude >= box[1] && latitude <= box[3])

  /** A square of the grid is an eighth of a tile wide. */
  const clustersOf = (wish) => {
    const side = 2 ** (Math.floor(wish.zoom ?? 2) + 3)
    const squares = new Map()
    for (const { id, longitude, latitude } of fleet.filter((truck) => inside(wish, truck))) {
      const x = Math.floor((longitude / 360 + 0.5) * side)
      const sine = Math.sin((latitude * Math.PI) / 180)
      const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side)
      const square = squares.get(`${x} ${y}`) ?? { count: 0, longitude: 0, latitude: 0, truck: id }
      square.longitude += (longitude - square.longitude) / (square.count + 1)
      square.latitude += (latitude - square.latitude) / ++square.count
      squares.set(`${x} ${y}`, square)
    }
    return [...squares.values()].map((square) => ({
      ...square,
      moving: square.count,
      idling: 0,
      stopped: 0,
      offline: 0,
      truck: square.count === 1 ? square.truck : null,
    }))
  }
  const counts = {
    total: trucks,
    moving: trucks,
    idling: 0,
    stopped: 0,
    offline: 0,
    noFix: 0,
    box: [centre[0] - spread[0], centre[1] - spread[1], centre[0] + spread[0], centre[1] + spread[1]],
  }

  window.WebSocket = class {
    static OPEN = 1
    readyState = 1
    constructor() {
      setTimeout(() => this.onopen?.(), 0)
      let next = 0
      setInterval(() => {
        const due = []
        for (let i = 0; i < trucks / 300; i++) due.push(move(fleet[next++ % trucks]))
        if (this.wish !== undefined && !this.clustered)
          this.says({ type: 'changes', trucks: due.filter((truck) => inside(this.wish, truck)), gone: [] })
      }, 100)
      setInterval(() => this.clustered && this.tellAll(), 1000)
    }
    says(message) {
      this.onmessage?.({ data: JSON.stringify({ ...message, at: new Date().toISOString() }) })
    }
    tellAll() {
      const watched = fleet.filter((truck) => inside(this.wish, truck))
      const fleetCounts = this.wish.fleet ? { fleet: counts } : {}
      this.clustered = watched.length > 2000
      if (this.clustered) {
        const clusters = clustersOf(this.wish)
        this.says({ type: 'clusters', total: watched.length, clusters, trucks: [], ...fleetCounts })
      } else this.says({ type: 'snapshot', trucks: watched, ...fleetCounts })
    }
    send(text) {
      this.wish = JSON.parse(text)
      this.tellAll()
    }
    close() {}
  }
}

function answer(route) {
  const { pathname } = new URL(route.request().url())
  const body = {
    '/api/v1/auth/token': { access_token: 'bench', expires_in: 3600 },
    '/api/v1/auth/ws-ticket': { ticket: 'bench' },
    '/api/v1/me': {
      user: { id: 'u', userName: 'bench', email: '' },
      organization: {
        id: 'o',
        name: 'Bench',
        timeZone: 'UTC',
        units: 'metric',
        locale: 'en-GB',
        country: 'DE',
      },
    },
    '/api/v1/map': { streetStyleUrl: null },
    '/api/v1/trucks': { items: [], next: null },
  }[pathname]
  return body === undefined ? route.fulfill({ status: 204 }) : route.fulfill({ json: body })
}

const folder = await mkdtemp(join(tmpdir(), 'watchtower-map-'))
await build({ logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
const server = await preview({ logLevel: 'error', build: { outDir: folder }, preview: { port: 0 } })
const address = server.resolvedUrls?.local[0]
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
  ],
})
try {
  process.stdout.write(`${await browser.version()}, drawn without a graphics card\n`)
  process.stdout.write(`${head}\n`)
  for (const scene of scenes.filter(({ name }) => name.includes(process.env.SCENE ?? '')))
    process.stdout.write(`${row(scene, await measure(scene))}\n`)
} finally {
  await browser.close()
  await server.close()
  await rm(folder, { recursive: true })
}
