// What every walk needs: a demo organisation in a folder of its own, a browser, and eyes.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shots = process.env.WEFT_SHOTS
if (shots) mkdirSync(shots, { recursive: true })

export async function freePort() {
  return await new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

// Starts `weft demo`; answers once it prints its doors (a JSON line) and serves.
export async function startDemo() {
  const dir = mkdtempSync(join(tmpdir(), 'weft-walk-'))
  const port = await freePort()
  const child = spawn(process.env.WEFT_BINARY, ['demo', '--data', dir, '--port', String(port), '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (part) => { log += part })
  const told = await new Promise((resolve, reject) => {
    let out = ''
    child.stdout.on('data', (part) => {
      out += part
      const line = out.split('\n').find((text) => text.startsWith('{'))
      if (line && out.includes('\n')) resolve(JSON.parse(line))
    })
    child.on('exit', (code) => reject(new Error(`weft demo ended with ${code}\n${log}`)))
    setTimeout(() => reject(new Error(`weft demo took more than 900 s\n${log}`)), 900_000).unref()
  })
  const base = `http://127.0.0.1:${port}`
  for (let tries = 0; ; tries += 1) {
    try {
      if ((await fetch(`${base}/healthz`)).ok) break
    } catch (error) {
      if (tries > 1200) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const doors = Object.fromEntries(told.doors.map((door) => [door.role, door]))
  return {
    base, dir, doors, told,
    log: () => log,
    stop: async () => {
      child.removeAllListeners('exit')
      const ended = new Promise((resolve) => child.on('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const names = (demo) => readdirSync(join(demo.dir, 'mailbox')).filter((name) => name.endsWith('.eml')).sort()

// The name of the newest mail in the local mailbox: names grow with time.
export const newest = (demo) => names(demo).at(-1)

// Quoted-printable as its reader has it; only ASCII is looked for.
const decoded = (mail) => mail.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))

// The mails that came after the mail `since`, newest first.
export function mails(demo, since) {
  return names(demo).filter((name) => name > since).reverse().map((name) => {
    const text = decoded(readFileSync(join(demo.dir, 'mailbox', name), 'utf8'))
    return { text, to: /^To: .*<(.+)>/m.exec(text)[1] }
  })
}

// The newest mail to an address whose text holds `needle`; waits for it, since the outbox works on its own time.
export async function mailTo(demo, address, needle, since) {
  for (let tries = 0; tries < 600; tries += 1) {
    const mail = mails(demo, since).find(({ to, text }) => to === address && text.includes(needle))
    if (mail) return mail.text
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail with ${needle} reached ${address}`)
}

export async function openBrowser() {
  return await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  })
}

// A visitor: one browser context whose console and failed requests are kept.
export async function visitor(browser, demo, options = {}) {
  const context = await browser.newContext({ baseURL: demo.base, ...options })
  const page = await context.newPage()
  const complaints = []
  page.on('console', (message) => {
    // A page that refuses a form answers 422; the browser says so on the console, and that is as it should be.
    if (['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text())) {
      complaints.push(`${page.url()}: ${message.text()}`)
    }
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('response', (answer) => {
    if (answer.status() >= 500) complaints.push(`${answer.url()}: ${answer.status()}`)
  })
  return { context, page, complaints }
}

// Looks at the page as it stands: axe and sideways scrolling in light and dark, wide and narrow.
export async function look(page, name, findings) {
  await page.evaluate(axe)
  for (const scheme of ['light', 'dark']) {
    for (const width of [1280, 320]) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize({ width, height: 900 })
      // What the page does on a new size is done before the next frame but one.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
      const where = `${name} (${scheme}, ${width})`
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (sideways > 0) findings.push(`${where}: scrolls sideways by ${sideways} px`)
      const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
      for (const found of result.violations) {
        findings.push(`${where}: ${found.id}: ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
      }
      if (shots) await page.screenshot({ path: join(shots, `${name}-${scheme}-${width}.png`), fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
}

// Ends a test with everything that was found and complained of, not only the first.
export function settle(findings, complaints) {
  const all = [...findings.splice(0), ...complaints.splice(0)]
  assert.deepEqual(all, [], all.join('\n'))
}

// Signs in by a link, which takes a press of its button.
export async function through(page, link) {
  await page.goto(link)
  await page.locator('main form button').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

// Asks for a sign-in mail and types its code, which leads to the page that was asked for. `seen` looks at the page between.
export async function signIn(page, demo, address, seen = async () => {}, asked = '/') {
  const since = newest(demo)
  await page.goto(asked)
  await page.fill('input[name=address]', address)
  await press(page, main(page, 'form button.primary'))
  await seen()
  const mail = await mailTo(demo, address, 'sign-in', since)
  const code = /\b(\d{3}) ?(\d{3})\b/.exec(mail.split(/\r?\n\r?\n/).slice(1).join('\n'))
  await page.fill('input[name=code]', `${code[1]}${code[2]}`)
  await press(page, main(page, 'form button.primary'))
  assert.equal(new URL(page.url()).pathname, asked)
}

export async function press(page, locator) {
  await Promise.all([page.waitForNavigation(), locator.click()])
}

export const main = (page, selector) => page.locator(`main ${selector}`).first()

// Opens a page again and again until it says so: the scheduler works between two looks.
export async function until(page, url, condition, what) {
  for (let tries = 0; tries < 120; tries += 1) {
    await page.goto(url)
    if (await condition()) return
    await page.waitForTimeout(500)
  }
  throw new Error(`never came: ${what}; ${page.url()} says: ${await page.locator('main').innerText()}`)
}

// The Monday so many weeks from now, as a form takes it.
export function monday(weeks) {
  const day = new Date()
  day.setUTCDate(day.getUTCDate() + 7 * weeks - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}

// The address of one of a mail's one-button pages.
export function linkIn(mail, purpose) {
  const link = new RegExp(`http://127\\.0\\.0\\.1:\\d+/l/${purpose}/[A-Za-z0-9._~-]+`).exec(mail)
  assert.ok(link, `the mail has a link to say ${purpose}`)
  return link[0]
}

// What focus looks like everywhere on a page: a keyboard goes there once, then every stop has to show an outline.
async function focusUnseen(page) {
  await page.keyboard.press('Tab')
  return await page.evaluate(() => {
    const stops = [...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex="0"]')]
    const unseen = []
    let reached = 0
    for (const stop of stops) {
      stop.focus()
      if (document.activeElement !== stop) continue
      reached += 1
      const look = getComputedStyle(stop)
      if (look.outlineStyle === 'none' || parseFloat(look.outlineWidth) < 2) unseen.push(stop.outerHTML.slice(0, 120))
    }
    document.activeElement?.blur()
    // The picture is of the page as it opens.
    for (const region of document.querySelectorAll('.table')) region.scrollLeft = 0
    scrollTo(0, 0)
    return reached > 0 ? unseen : ['nothing takes the focus']
  })
}

// A look that fits the visitor: everything with scripts, and what a page without them can be asked.
export function seeing(scripts, prefix, findings) {
  return async (page, name) => {
    const called = `${prefix}-${name}${scripts ? '' : '-plain'}`
    for (const stop of await focusUnseen(page)) findings.push(`${called}: the focus is not seen on ${stop}`)
    if (scripts) return await look(page, called, findings)
    await page.setViewportSize({ width: 320, height: 900 })
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (sideways > 0) findings.push(`${called}: scrolls sideways by ${sideways} px`)
    await page.setViewportSize({ width: 1280, height: 900 })
  }
}

// A page as it is printed, on A3: nothing of the screen's furniture, every table whole, black on white, even for a reader
// who has chosen the dark colours.
export async function onPaper(page, name, path, findings) {
  await page.goto(path)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  // An A3 sheet on its side has 400 mm between its margins, 96 px an inch.
  await page.setViewportSize({ width: 1512, height: 1046 })
  const wrong = await page.evaluate(() => {
    const wrong = []
    const seen = (one) => one.checkVisibility() && one.getBoundingClientRect().width > 1
    for (const one of document.querySelectorAll('nav, header, footer, button, .button, .skip, .up, .noprint')) {
      if (seen(one)) wrong.push(`is printed: ${one.outerHTML.slice(0, 80)}`)
    }
    const tables = [...document.querySelectorAll('main table')]
    if (tables.length === 0) wrong.push('there is no table')
    for (const table of tables) {
      for (let box = table.parentElement; box !== document.body; box = box.parentElement) {
        if (box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== 'visible') wrong.push(`cuts a table off: ${box.className}`)
      }
      const right = table.getBoundingClientRect().right
      if (right > innerWidth) wrong.push(`a table is ${Math.ceil(right - innerWidth)} px wider than the sheet`)
      for (const cell of table.querySelectorAll('th, td')) {
        if (cell.textContent.trim() && !seen(cell)) wrong.push(`a cell is not printed: ${cell.textContent.trim()}`)
      }
    }
    // Brightness from 0 to 255, of colours as the browser computes them.
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    const brightness = (colour) => {
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
      return 255 - (255 - (0.299 * r + 0.587 * g + 0.114 * b)) * (a / 255)
    }
    for (const one of document.querySelectorAll('body, main, main *')) {
      const own = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
      const { color, backgroundColor } = getComputedStyle(one)
      if (own && seen(one) && brightness(color) > 130) wrong.push(`pale text: ${one.textContent.trim().slice(0, 40)}`)
      if (seen(one) && brightness(backgroundColor) < 215) wrong.push(`dark ground: ${one.outerHTML.slice(0, 80)}`)
    }
    return wrong
  })
  for (const what of wrong) findings.push(`${name} on paper: ${what}`)
  const sheets = await page.pdf({ preferCSSPageSize: true })
  const size = /\/MediaBox ?\[ ?0 0 ([0-9.]+) ([0-9.]+)/.exec(sheets.toString('latin1'))
  if (!size || Math.abs(size[1] - 1190.6) > 1.5 || Math.abs(size[2] - 841.9) > 1.5) findings.push(`${name} on paper: a sheet of ${size?.slice(1)} points is no A3`)
  if (shots) await page.screenshot({ path: join(shots, `${name}-paper.png`), fullPage: true })
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
}
