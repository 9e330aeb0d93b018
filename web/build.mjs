// Builds the page for Maven, which calls it in this folder with `node build.mjs`.
// Installs what package-lock.json names and builds the page, each only when something has changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const page = '../target/classes/static/index.html'
const installedMark = 'node_modules/.watchtower-installed'
const builtMark = 'node_modules/.watchtower-built'

process.chdir(dirname(fileURLToPath(import.meta.url)))
checkNode()

const lock = fingerprint(['package-lock.json', 'package.json', '.npmrc'])
if (read(installedMark) !== lock) {
  process.stdout.write('Installing what the page is made of (npm ci)\n')
  npm('ci', '--no-audit', '--no-fund')
  writeFileSync(installedMark, lock)
}

const sources = fingerprint([
  'package-lock.json',
  'package.json',
  'index.html',
  'vite.config.ts',
  'tsconfig.json',
  ...filesIn('src'),
  ...filesIn('public'),
  ...filesIn('e2e'),
  'playwright.config.ts',
])
if (read(builtMark) !== sources || !existsSync(page)) {
  process.stdout.write('Building the page\n')
  npm('run', 'build')
  writeFileSync(builtMark, sources)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (!good) {
    stop(
      `The page needs Node 20.19 or newer of 20, or 22.12 or newer. This is Node ${process.versions.node}.`,
    )
  }
}

function npm(...args) {
  const { status, error } = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (error?.code === 'ENOENT') stop('npm is missing. It comes with Node; on Debian it is the package "npm".')
  if (error) stop(`npm could not be started: ${error.message}`)
  if (status !== 0) stop(`npm ${args.join(' ')} failed; what it said stands above.`)
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

function fingerprint(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
