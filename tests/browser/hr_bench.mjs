// When HR's pages are painted first in headless Chromium, without a GPU; they are served by `bin/bench hr`, which says
// where and as whom. Figures are printed; nothing fails by time.
import { openBrowser } from './house.mjs'

const [base, cookie, pages] = ['BASE', 'COOKIE', 'PAGES'].map((name) => process.env[`WEFT_BENCH_${name}`])
const [name, ...value] = cookie.split('=')
const middle = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]

const browser = await openBrowser()
const context = await browser.newContext({ baseURL: base, viewport: { width: 1280, height: 900 } })
await context.addCookies([{ name, value: value.join('='), url: base }])
const page = await context.newPage()
for (const path of pages.split(' ')) {
  const [painted, answered] = [[], []]
  for (let times = 0; times < 5; times += 1) {
    const answer = await page.goto(path)
    if (answer.status() !== 200) throw new Error(`${path}: ${answer.status()}`)
    const found = await page.waitForFunction(() => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0]
      return paint && { paint: paint.startTime, answer: performance.getEntriesByType('navigation')[0].responseEnd }
    })
    const at = await found.jsonValue()
    painted.push(at.paint)
    answered.push(at.answer)
  }
  const whole = (n) => Math.round(n)
  console.log(`${path}: first painted ${whole(middle(painted))} ms after the click (slowest ${whole(Math.max(...painted))}), `
    + `answered after ${whole(middle(answered))} ms`)
}
await context.close()
await browser.close()
