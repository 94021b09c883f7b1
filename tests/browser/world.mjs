// A small organisation of its own for one way: people from a roster, offices granted, and the service itself. What a way
// does not show is done here by sending forms directly; time passes by starting the service again under a later clock.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, monday } from './house.mjs'

const run = promisify(execFile)
const DOMAIN = 'linden.example'

// Teams; the first of each leads it. The coordinator and the admin are not part of any way's teams.
const TEAMS = {
  Optics: ['Anna Holt', 'Ben Osei', 'Cleo Martin'],
  Firmware: ['Dora Lenz', 'Emil Roth', 'Finn Kaya'],
  Search: ['Gina Petit', 'Hugo Silva', 'Ida Berg'],
  Design: ['Jana Novak', 'Kim Tanaka', 'Lars Moen'],
  Supply: ['Mona Reed', 'Nils Adler', 'Olga Stein'],
  People: ['Cora Webb', 'Adam Frost'],
}

export const address = (name) => `${name.toLowerCase().replace(' ', '.')}@${DOMAIN}`

// Starts it; `tick` is the scheduler's, in seconds.
export async function startWorld() {
  const dir = mkdtempSync(join(tmpdir(), 'weft-world-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  let env = { ...process.env, WEFT_BASE_URL: base, WEFT_ORGANISATION: 'Linden Works', WEFT_LOG_FORMAT: 'plain' }
  const weft = async (...words) => {
    const { stdout } = await run(process.env.WEFT_BINARY, [...words, '--data', dir, '--json'], { env })
    return JSON.parse(stdout)
  }
  const rows = Object.entries(TEAMS).flatMap(([team, names]) => names.map((name, n) =>
    [name.replace(' ', ''), name, address(name), team, n === 0 ? 'yes' : 'no', '2024-03-04'].join(',')))
  writeFileSync(join(dir, 'roster.csv'), ['id,name,email,team,lead,start', ...rows].join('\n'))
  await weft('import', 'roster', join(dir, 'roster.csv'))
  await weft('user', 'grant', address('Cora Webb'), 'coordinator')
  await weft('user', 'grant', address('Adam Frost'), 'admin')

  let child
  let log = ''
  const start = async () => {
    child = spawn(process.env.WEFT_BINARY, ['serve', '--data', dir, '--listen', `127.0.0.1:${port}`, '--tick', '1'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.on('data', (part) => { log += part })
    let ended = false
    child.on('exit', () => { ended = true })
    for (let tries = 0; ; tries += 1) {
      const answer = await fetch(`${base}/healthz`).catch(() => null)
      if (answer?.ok) return
      assert.ok(!ended && tries < 600, `the service does not answer\n${log}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const end = async () => {
    const ended = new Promise((resolve) => child.on('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  await start()
  const link = async (name) => (await weft('user', 'link', address(name))).link
  return {
    base, dir, link,
    log: () => log,
    // So many days go by while nobody looks: the clock runs twice as fast since long ago.
    later: async (days) => {
      await end()
      env = { ...env, WEFT_TEST_CLOCK: `2@${new Date(Date.now() - days * 86_400_000).toISOString()}` }
      await start()
    },
    desk: async (name) => await desk(base, await link(name)),
    stop: async () => {
      await end()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

// Somebody's session without a browser: forms are sent as a browser sends them.
async function desk(base, link) {
  const entered = await fetch(link, { method: 'POST', redirect: 'manual' })
  const cookie = entered.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
  assert.equal(entered.status, 303, 'the sign-in link works')
  const send = async (path, options) => {
    const answer = await fetch(new URL(path, base), { redirect: 'manual', ...options, headers: { cookie, ...options?.headers } })
    const text = await answer.text()
    assert.ok(answer.status < 400, `${options?.method ?? 'GET'} ${path}: ${answer.status}\n${words(text)}`)
    return { text, to: answer.headers.get('location') ?? '' }
  }
  // Fields as an object, or as pairs where one comes several times; a FormData is sent as such.
  const post = async (path, fields = {}) => {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields)
    return await send(path, { method: 'POST', body })
  }
  return {
    get: async (path) => (await send(path)).text,
    post,
    // Saves a form that says which state of the thing it was filled in from.
    save: async (path, fields) => {
      const { text } = await send(path)
      return await post(path, { ...fields, seen: hidden(text, 'seen'), step: 'save' })
    },
  }
}

// The value of a form's hidden field.
function hidden(text, name) {
  const found = new RegExp(`name="${name}" value="([^"]*)"`).exec(text)
  assert.ok(found, `a form with ${name}: ${words(text)}`)
  return found[1]
}

// What a page says, for a message about it.
export const words = (text) => text.replace(/^[^]*<main/, '<main').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').slice(0, 800)

// The id of a team, by its name on the coordinator's map of capacity.
export async function teamId(office, name) {
  const page = await office.get('/admin/capacity/map')
  const found = new RegExp(`<a href="?map/([0-9a-f-]{36})"?>${name}<`).exec(page)
  assert.ok(found, `${name} is on the map: ${words(page)}`)
  return found[1]
}

// What a team offers in some weeks, counted from now.
export async function offer(admin, team, from, last, places) {
  const fields = { from: monday(from), to: monday(last), what: 'places', ...places }
  const check = await admin.post(`/admin/capacity/${team}/weeks`, { ...fields, step: 'check' })
  await admin.post(`/admin/capacity/${team}/weeks`, { ...fields, seen: hidden(check.text, 'seen'), step: 'save' })
}
