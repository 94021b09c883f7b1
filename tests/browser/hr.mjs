// HR's pages in headless Chromium: the way in, every sheet of figures, targets, the list of looks; in a demo organisation
// with closed quarters. Each page is looked at by axe, in light and dark, 1280 and 320 px wide; the console stays silent.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, before, after } from 'node:test'
import { main, openBrowser, press, seeing, settle, startDemo, through, visitor } from './house.mjs'

const SHEETS = ['connections', 'fairness', 'newcomers', 'health']

let demo
let browser
const findings = []

before(async () => {
  demo = await startDemo()
  browser = await openBrowser()
}, { timeout: 1_200_000 })

after(async () => {
  await browser?.close()
  await demo?.stop()
})

// A link signs in once; whoever comes again goes on in that session.
async function enter(role, scripts = true) {
  const storageState = join(demo.dir, `${role}.json`)
  const known = existsSync(storageState) ? { storageState } : {}
  const one = await visitor(browser, demo, { javaScriptEnabled: scripts, ...known })
  if (!known.storageState) {
    await through(one.page, demo.doors[role].link)
    await one.context.storageState({ path: storageState })
  }
  return one
}

// Whatever is wider than its frame can be scrolled by keys, and every disc of the map leads to its row.
async function byKeys(page, name) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    const wrong = await page.evaluate(() => {
      const wrong = []
      for (const one of document.querySelectorAll('main *')) {
        const { overflowX } = getComputedStyle(one)
        if (!['auto', 'scroll'].includes(overflowX) || one.scrollWidth <= one.clientWidth + 1) continue
        if (one.tabIndex < 0 || !one.getAttribute('aria-label')) wrong.push(`no key scrolls ${one.className}`)
      }
      for (const number of document.querySelectorAll('main td.num, main .matrix td')) {
        if (!number.closest('[role=region]')) wrong.push(`a number outside of a table's region: ${number.textContent}`)
      }
      return wrong
    })
    for (const what of wrong) findings.push(`${name} (${width}): ${what}`)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

// Goes through the page by Tab alone. Every number of the page is text that the page's own scrolling brings into view, or
// stands in a frame that a key reached and arrows scroll to its end, or in a fold whose summary a key reached and opened;
// what only a drawing says stands in a table, a list or a label too.
async function everyNumber(page, name) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    await page.evaluate(() => {
      document.activeElement?.blur()
      scrollTo(0, 0)
      window.stops = new Set()
    })
    // As many presses as there are stops, and some: from the last one the browser goes on to its own bars, or round.
    for (let presses = 0; presses < 600; presses += 1) {
      await page.keyboard.press('Tab')
      const on = await page.evaluate(() => {
        const one = document.activeElement
        if (!one || one === document.body) return window.stops.size > 0 ? 'end' : 'on'
        if (window.stops.has(one)) return 'end'
        window.stops.add(one)
        return one.matches('main details > summary') && !one.parentElement.open ? 'fold' : 'on'
      })
      if (on === 'end') break
      if (on === 'fold') await page.keyboard.press('Enter')
    }
    const { wrong, frames, numbers } = await page.evaluate(() => {
      const wrong = []
      const frames = []
      let numbers = 0
      const main = document.querySelector('main')
      const plain = (text) => text.replace(/\s+/g, ' ').trim()
      const words = plain([...main.querySelectorAll('h1,h2,h3,p,li,dt,dd,th,td,strong,small,span,summary,label,nav a')].filter((one) => !one.closest('svg')).map((one) => one.textContent).join(' ')) +
        [...main.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label')).join(' ')
      const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const text = plain(walker.currentNode.data)
        const parent = walker.currentNode.parentElement
        if (!/\d/.test(text) || parent.closest('script, style, option, .unseen')) continue
        numbers += 1
        if (parent.closest('svg')) {
          // A drawing: each of its numbers is said in words too.
          for (const number of text.match(/\d[\d.,]*/g)) {
            if (!words.includes(number)) wrong.push(`only drawn: ${text}`)
          }
          continue
        }
        if (!parent.checkVisibility()) wrong.push(`not to be seen: ${text}`)
        for (let box = parent; box && box !== main; box = box.parentElement) {
          const { overflowX, overflowY } = getComputedStyle(box)
          const clips = box.scrollWidth > box.clientWidth + 1 && overflowX !== 'visible'
          const hides = box.scrollHeight > box.clientHeight + 1 && overflowY === 'hidden'
          if (hides && !parent.closest('th')) wrong.push(`cut off: ${text}`)
          if (!clips || box.matches('th')) continue
          if (!['auto', 'scroll'].includes(overflowX)) wrong.push(`cut off: ${text}`)
          else if (!window.stops.has(box)) wrong.push(`no key reaches the frame of ${text}`)
          else if (!frames.includes(box)) frames.push(box)
        }
      }
      frames.forEach((box, at) => { box.dataset.frame = at })
      return { wrong, frames: frames.length, numbers }
    })
    if (numbers === 0) findings.push(`${name} (${width}): there is no number`)
    for (const what of new Set(wrong)) findings.push(`${name} (${width}): ${what}`)
    for (let at = 0; at < frames; at += 1) {
      const box = page.locator(`[data-frame="${at}"]`)
      await box.focus()
      const left = () => box.evaluate((one) => one.scrollWidth - one.clientWidth - one.scrollLeft)
      // On a busy machine a press may show late: five that move nothing are as many as nobody would press.
      for (let presses = 0, still = 0; presses < 200 && still < 5 && (await left()) > 1; presses += 1) {
        const before = await left()
        await page.keyboard.press('ArrowRight')
        const moved = page.waitForFunction(([at, was]) => {
          const one = document.querySelector(`[data-frame="${at}"]`)
          return one.scrollWidth - one.clientWidth - one.scrollLeft < was
        }, [at, before], { timeout: 2000 })
        still = await moved.then(() => 0, () => still + 1)
      }
      if ((await left()) > 1) findings.push(`${name} (${width}): arrows do not scroll ${await box.getAttribute('aria-label')} to its end`)
      await box.evaluate((one) => { one.scrollLeft = 0; delete one.dataset.frame })
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('HR opens every sheet of figures', { timeout: 900_000 }, async () => {
  const { page, context, complaints } = await enter('hr')
  const see = seeing(true, 'hr', findings)
  for (const sheet of SHEETS) {
    await page.goto(`/hr/${sheet}`)
    assert.equal(await page.locator('main td').count(), 0, 'no figure before the button')
    if (sheet === 'connections') await see(page, 'gate')
    await press(page, main(page, 'form[action="/hr/open"] button'))
    assert.equal(new URL(page.url()).pathname, `/hr/${sheet}`)
    assert.ok(await page.locator('main td').count() > 0, `${sheet} has figures`)
    await see(page, sheet)
    await byKeys(page, sheet)
  }
  await page.goto('/hr/connections')
  assert.ok(await page.locator('main .shows').first().locator('a').count() >= 2, 'there are several closed quarters')
  const discs = page.locator('main .group-map a')
  assert.ok(await discs.count() >= 2, 'the map has groups')
  // By keys alone: to the first disc, and on to its row.
  const row = await discs.first().getAttribute('href')
  await discs.first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.hash === row)
  assert.equal(await page.locator(row).count(), 1)
  assert.ok(await page.locator(row).evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  }), 'the row is in sight')
  for (const disc of await discs.all()) {
    const to = await disc.getAttribute('href')
    assert.equal(await page.locator(to).count(), 1, `${to} is a row`)
  }
  // Every number of the map stands in the table and the matrix too.
  const table = await page.locator('main table').allInnerTexts()
  for (const title of await page.locator('main .group-map line title').allTextContents()) {
    const ties = /(\d+)\D*$/.exec(title)
    assert.ok(ties && table.join('\n').includes(ties[1]), title)
  }
  const [file] = await Promise.all([page.waitForEvent('download'), main(page, 'button[value=graphml]').click()])
  assert.match(file.suggestedFilename(), /^weft-\d{4}-Q\d\.graphml$/)
  const [drawing] = await Promise.all([page.waitForEvent('download'), main(page, 'button[value=svg]').click()])
  assert.match(drawing.suggestedFilename(), /^weft-\d{4}-Q\d\.svg$/)
  await drawn(await drawing.path())
  for (const by of ['site', 'function']) {
    await page.goto(`/hr/connections?by=${by}`)
    await see(page, `connections-${by}`)
    await byKeys(page, `connections-${by}`)
  }
  await page.goto('/hr/fairness?by=seniority&programme=coffee')
  await see(page, 'fairness-seniority')
  await page.goto('/hr/targets')
  assert.ok(await page.locator('main').innerText().then((text) => text.includes('Firmware')), 'the demo has a target')
  await see(page, 'targets')
  await byKeys(page, 'targets')
  await press(page, main(page, 'a[href="/hr/targets/new"]'))
  await see(page, 'target-new')
  for (const [name, groups] of [['divisions', 'Engineering meets Business'], ['teams', 'Field service meets Firmware']]) {
    await page.goto('/hr/targets')
    await press(page, page.getByRole('link', { name: groups }))
    if (name === 'divisions') {
      await see(page, 'target-closed')
      await press(page, main(page, 'form[action="/hr/open"] button'))
    }
    assert.ok(await page.locator('main .course td').count() > 0, `${name} have figures`)
    await see(page, `target-${name}`)
    await byKeys(page, `target-${name}`)
  }
  await page.goto('/looks')
  assert.ok(await page.locator('main tbody tr').count() >= SHEETS.length)
  await see(page, 'looks')
  await context.close()
  settle(findings, complaints)
})

// The file by itself, without the service: its own colours in light and dark, everything inside its frame.
async function drawn(path) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.setContent(readFileSync(path, 'utf8').replace(/^<\?xml[^>]*>/, ''))
  const papers = []
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    papers.push(await page.locator('.paper').evaluate((one) => getComputedStyle(one).fill))
    if (process.env.WEFT_SHOTS) await page.locator('svg').screenshot({ path: join(process.env.WEFT_SHOTS, `hr-file-${colorScheme}.png`) })
  }
  assert.notEqual(papers[0], papers[1], 'light and dark have their own paper')
  const outside = await page.evaluate(() => {
    const frame = document.querySelector('.paper').getBoundingClientRect()
    return [...document.querySelectorAll('circle, text, line')].filter((one) => {
      const box = one.getBoundingClientRect()
      return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1
    }).map((one) => one.outerHTML.slice(0, 80))
  })
  assert.deepEqual(outside, [])
  await context.close()
}

test('a keyboard user reaches every number of HR\'s pages', { timeout: 900_000 }, async () => {
  const { page, context, complaints } = await enter('hr')
  const paths = ['/hr/connections', '/hr/connections?by=site', '/hr/connections?by=function', '/hr/fairness', '/hr/newcomers', '/hr/health', '/hr/targets', '/looks']
  for (const path of paths) {
    await page.goto(path)
    // By keys too: the first button of the page is the one that opens the figures.
    const gate = page.locator('main form[action="/hr/open"] button')
    if (await gate.count()) {
      await gate.focus()
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    }
    await everyNumber(page, path)
  }
  for (const groups of ['Engineering meets Business', 'Field service meets Firmware']) {
    await page.goto('/hr/targets')
    await press(page, page.getByRole('link', { name: groups }))
    const gate = page.locator('main form[action="/hr/open"] button')
    if (await gate.count()) await press(page, gate)
    await everyNumber(page, groups)
  }
  await context.close()
  settle(findings, complaints)
})

test('an administrator sees how many people stand behind a figure, and asks for more', { timeout: 360_000 }, async () => {
  const { page, context, complaints } = await enter('admin')
  const see = seeing(true, 'hr', findings)
  await page.goto('/admin/settings')
  await press(page, main(page, 'a[href="/admin/disclosure"]'))
  await see(page, 'threshold')
  await everyNumber(page, 'threshold')
  await page.fill('input[name=k]', '4')
  await press(page, main(page, 'button[value=check]'))
  await see(page, 'threshold-refused')
  await page.fill('input[name=k]', '6')
  await press(page, main(page, 'button[value=check]'))
  await see(page, 'threshold-check')
  await press(page, main(page, 'button[value=raise]'))
  assert.ok(await page.locator('main').innerText().then((text) => text.includes('at least 6 people')))
  await context.close()
  settle(findings, complaints)
})

test('what HR reads is there without scripts', { timeout: 360_000 }, async () => {
  const desk = await enter('participant', false)
  await desk.page.goto('/looks')
  assert.ok(await desk.page.locator('main tbody tr').count() > 0, 'everybody sees that somebody looked')
  await desk.page.goto('/hr/connections')
  assert.equal(await desk.page.locator('main td').count(), 0)
  await desk.context.close()
  settle(findings, desk.complaints)
})
