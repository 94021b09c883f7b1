// How fast the open map is in headless Chromium, without a GPU: from the data's arrival until it is painted, and how
// evenly frames follow one another while somebody drags it about. Figures are printed; nothing fails by time.
//   bin/bench map
import { crowd } from './crowd.mjs'
import { openBrowser, startDemo, visitor } from './house.mjs'

const rounded = (n) => Math.round(n * 10) / 10
const middle = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]
const most = (all) => Math.max(...all)

// Marks when the data was there and when the first frame with the drawing was done.
const marks = () => {
  const json = Response.prototype.json
  Response.prototype.json = async function () {
    performance.mark('answer')
    return await json.call(this)
  }
  const watch = new MutationObserver(() => {
    if (!document.querySelector('.open-map[tabindex="0"] svg[font-size]')) return
    watch.disconnect()
    // The frame after the next begins once this one was painted.
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('painted')))
  })
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['tabindex', 'font-size'] })
}

async function open(page) {
  await page.goto('/map')
  await page.waitForFunction(() => performance.getEntriesByName('painted').length > 0, undefined, { timeout: 60_000 })
  return await page.evaluate(() => {
    const at = (name) => performance.getEntriesByName(name)[0].startTime
    const entry = performance.getEntriesByType('resource').find((one) => one.name.endsWith('/map/data'))
    const page = performance.getEntriesByType('navigation')[0]
    return {
      painted: at('painted') - at('answer'),
      data: entry.responseEnd - entry.requestStart,
      page: page.responseEnd - page.requestStart,
      bytes: entry.decodedBodySize,
    }
  })
}

// Drags for two seconds and tells the times between frames.
async function drag(page) {
  const box = await page.locator('.open-map').boundingBox()
  await page.evaluate(() => {
    window.between = []
    let last = performance.now()
    const tick = (now) => {
      window.between.push(now - last)
      last = now
      if (window.between) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  for (let step = 0; step < 120; step += 1) {
    await page.mouse.move(box.x + box.width / 2 + 120 * Math.sin(step / 9), box.y + box.height / 2 + 80 * Math.cos(step / 7))
    await page.waitForTimeout(8)
  }
  await page.mouse.up()
  return await page.evaluate(() => {
    const frames = window.between
    window.between = undefined
    return frames.slice(2)
  })
}

const browser = await openBrowser()
for (const [people, ties] of [[960, 2_500], [1_050, 3_200], [10_000, 33_000]]) {
  const demo = await startDemo()
  crowd(demo.dir, people, ties)
  const { page, context } = await visitor(browser, demo, { viewport: { width: 1280, height: 900 } })
  await page.addInitScript(marks)
  await page.goto(demo.doors.participant.link)
  await page.locator('main form button').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  const runs = []
  for (let times = 0; times < 5; times += 1) runs.push(await open(page))
  await page.waitForTimeout(1_000)
  const frames = await drag(page)
  const kind = await page.locator('.open-map canvas').count() ? 'canvas' : 'SVG'
  const of = (name) => `${rounded(middle(runs.map((run) => run[name])))} ms (slowest ${rounded(most(runs.map((run) => run[name])))})`
  console.log(`${people} people and ${ties} ties beside the demo's, ${kind}: painted ${of('painted')} after the data arrived; `
    + `data ${Math.round(runs[0].bytes / 1024)} KB in ${of('data')}, page in ${of('page')}; `
    + `dragging: ${frames.length} frames, between two ${rounded(middle(frames))} ms, at most ${rounded(most(frames))} ms`)
  await context.close()
  await demo.stop()
}
await browser.close()
