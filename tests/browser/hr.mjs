// HR's pages in headless Chromium: the way in, every sheet of figures, targets, the list of looks; in a demo organisation
// with closed quarters. Each page is looked at by axe, in light and dark, 1280 and 320 px wide; the console stays silent.
import assert from 'node:assert/strict'
import { test, before, after } from 'node:test'
import { main, openBrowser, press, seeing, settle, startDemo, through, visitor } from './house.mjs'

const SHEETS = ['connections', 'fairness', 'newcomers', 'health']

let demo
let browser
const findings = []

before(async () => {
  demo = await startDemo()
  browser = await openBrowser()
}, { timeout: 400_000 })

after(async () => {
  await browser?.close()
  await demo?.stop()
})

async function enter(role, scripts = true) {
  const one = await visitor(browser, demo, { javaScriptEnabled: scripts })
  await through(one.page, demo.doors[role].link)
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

test('HR opens every sheet of figures', { timeout: 300_000 }, async () => {
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
  assert.ok(await page.locator('main .shows a').count() >= 2, 'there are several closed quarters')
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
  await page.goto('/hr/targets')
  assert.ok(await page.locator('main').innerText().then((text) => text.includes('Firmware')), 'the demo has a target')
  await see(page, 'targets')
  await byKeys(page, 'targets')
  await press(page, main(page, 'a[href="/hr/targets/new"]'))
  await see(page, 'target-new')
  await page.goto('/looks')
  assert.ok(await page.locator('main tbody tr').count() >= SHEETS.length)
  await see(page, 'looks')
  await context.close()
  settle(findings, complaints)
})

test('what HR reads is there without scripts', { timeout: 120_000 }, async () => {
  const desk = await enter('participant', false)
  await desk.page.goto('/looks')
  assert.ok(await desk.page.locator('main tbody tr').count() > 0, 'everybody sees that somebody looked')
  await desk.page.goto('/hr/connections')
  assert.equal(await desk.page.locator('main td').count(), 0)
  await desk.context.close()
  settle(findings, desk.complaints)
})
