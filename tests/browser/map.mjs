// The open map in headless Chromium: taking oneself on and off, the drawing by mouse and by keyboard, the table without
// scripts; as SVG in a demo organisation, and as a canvas once it has more than a thousand people.
// Every page on the way is looked at by axe, in light and dark, 1280 and 320 px wide; the console has to stay silent.
import assert from 'node:assert/strict'
import { test, before, after } from 'node:test'
import { crowd } from './crowd.mjs'
import { look, openBrowser, startDemo, visitor } from './house.mjs'

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

function settle(complaints) {
  const all = [...findings.splice(0), ...complaints.splice(0)]
  assert.deepEqual(all, [], all.join('\n'))
}

async function through(page, role) {
  await page.goto(demo.doors[role].link)
  await page.locator('main form button').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

// A door opens once: the others come with the session that the first test leaves here.
const session = () => ({ storageState: `${demo.dir}/participant.json` })

async function press(page, locator) {
  await Promise.all([page.waitForNavigation(), locator.click()])
}

const main = (page, selector) => page.locator(`main ${selector}`).first()
const attribute = (page, selector, name) => page.locator(selector).first().getAttribute(name)
const viewBox = async (page) => (await attribute(page, '.open-map svg', 'viewBox')).split(' ').map(Number)
// The script has the data once the drawing can be focused.
const ready = async (page) => await page.locator('.open-map[tabindex="0"]').waitFor()

// Moves, zooms and chooses by keys alone, beginning where the tab key leads.
async function byKeys(page) {
  await page.locator('main [data-key="0"]').focus()
  await page.keyboard.press('Tab')
  assert.equal(await page.locator(':focus').getAttribute('class'), 'open-map', 'the drawing is the next stop')
  await page.keyboard.press('0')
  const [left, top, wide] = await viewBox(page)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  const moved = await viewBox(page)
  assert.ok(moved[0] > left && moved[1] > top && moved[2] === wide, 'arrows move')
  await page.keyboard.press('+')
  assert.ok((await viewBox(page))[2] < wide, '+ zooms in')
  await page.keyboard.press('-')
  await page.keyboard.press('-')
  assert.ok((await viewBox(page))[2] > wide, '- zooms out')
  await page.keyboard.press('0')
  assert.deepEqual(await viewBox(page), [left, top, wide, (await viewBox(page))[3]], '0 shows all')
  // The frame's shortcuts of the browser itself stay the browser's.
  const kept = await page.evaluate(() => {
    const event = new KeyboardEvent('keydown', { key: '+', ctrlKey: true, cancelable: true, bubbles: true })
    return document.querySelector('.open-map').dispatchEvent(event)
  })
  assert.ok(kept, 'Ctrl and + is left alone')
}

// Zooms onto a person and chooses them by Enter: their ties stand beside the drawing, drawn as well.
async function chosen(page, name) {
  await page.fill('#q', name)
  await page.locator('.chosen table, .chosen .empty').first().waitFor()
  assert.match(await page.locator('.chosen').innerText(), new RegExp(name))
  const ties = await page.locator('.chosen tbody tr').count()
  const lit = await attribute(page, '.open-map .lit', 'd')
  assert.equal((lit ?? '').split('M').length - 1, ties, 'each tie is listed and drawn')
  return ties
}

test('a person comes onto the map, finds their way on it by mouse and keys, and is off it at once', { timeout: 720_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo)
  await through(page, 'participant')
  await context.storageState({ path: session().storageState })
  await page.goto('/map')
  if (await main(page, 'button[name=show]').getAttribute('value') === 'yes') await press(page, main(page, 'button[name=show]'))
  await ready(page)
  await look(page, 'map', findings)
  assert.equal(await main(page, 'button[name=show]').getAttribute('value'), 'no')
  const me = await page.locator('header .me').innerText()
  const own = await attribute(page, '.open-map .own', 'd')
  assert.match(own, /^M-?\d+ -?\d+h0$/)
  assert.equal(await page.locator('.open-map canvas').count(), 0)
  await byKeys(page)
  await chosen(page, me)
  await look(page, 'map-chosen', findings)
  // A click on one's own dot chooses it; a click far from any dot moves the place to the middle.
  await page.fill('#q', '')
  await page.locator('main [data-key="0"]').click()
  const [x, y] = own.slice(1, -2).split(' ').map(Number)
  const box = await page.locator('.open-map').boundingBox()
  const spot = ([left, top, wide], [toX, toY]) => ({ x: ((toX - left) * box.width) / wide, y: ((toY - top) * box.width) / wide })
  await page.locator('.open-map').click({ position: spot(await viewBox(page), [x, y]) })
  await page.waitForFunction((d) => document.querySelector('.open-map .marked').getAttribute('d') === d, own)
  const [left, top] = await viewBox(page)
  await page.locator('.open-map').click({ position: { x: 4, y: 4 } })
  const after = await viewBox(page)
  assert.ok(after[0] < left && after[1] < top, 'an empty place becomes the middle')
  // Dragging moves the map and chooses nobody.
  await page.mouse.move(box.x + 200, box.y + 200)
  await page.mouse.down()
  await page.mouse.move(box.x + 300, box.y + 200, { steps: 4 })
  await page.mouse.up()
  assert.ok((await viewBox(page))[0] < after[0], 'dragging to the right shows what is left')
  // Close enough, people have names.
  await page.fill('#q', me)
  for (let times = 0; times < 7; times += 1) await page.locator('main [data-key="+"]').click()
  await page.waitForTimeout(300)
  await page.locator('main [data-key="0"]').click()
  // The list leads to the person's page, and that back to the map.
  await press(page, page.locator('.chosen a').first())
  assert.equal(await page.locator('h1').innerText(), me)
  await look(page, 'map-person', findings)
  await press(page, page.locator('main a[href^="/map?q="]'))
  await ready(page)
  await page.locator('.chosen table, .chosen .empty').first().waitFor()
  // Off the map: the next answers have neither the person nor a tie.
  await press(page, main(page, 'button[name=show]'))
  await ready(page)
  assert.equal(await page.locator('.open-map .own').getAttribute('d'), '')
  const data = await page.evaluate(async () => await (await fetch('/map/data')).text())
  assert.ok(!data.includes(me), 'not in the data')
  assert.ok(!(await page.locator('main').innerText()).includes(me), 'not on the page')
  await press(page, main(page, 'button[name=show]'))
  await context.close()
  settle(complaints)
})

test('without scripts there are search, table and list', { timeout: 360_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo, { javaScriptEnabled: false, ...session() })
  await page.goto('/map')
  assert.ok(await page.locator('.open-map svg .dots').first().getAttribute('d') !== null)
  assert.equal(await page.locator('[data-key]').first().isVisible(), false, 'no button that does nothing')
  const name = await page.locator('main tbody a').first().innerText()
  await page.fill('#q', name)
  await press(page, main(page, 'form[role=search] button'))
  assert.deepEqual(await page.locator('main tbody a').allInnerTexts(), [name])
  await press(page, page.locator('main tbody a').first())
  assert.equal(await page.locator('h1').innerText(), name)
  await context.close()
  settle(complaints)
})

test('forced colours show the map, too', { timeout: 360_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo, { forcedColors: 'active', ...session() })
  await page.goto('/map')
  await ready(page)
  const [dots, ground] = await page.evaluate(() => [
    getComputedStyle(document.querySelector('.open-map .dots')).stroke, getComputedStyle(document.querySelector('.open-map')).backgroundColor])
  assert.notEqual(dots, ground, 'dots are seen on the ground')
  await look(page, 'map-forced', findings)
  await context.close()
  settle(complaints)
})

test('more than a thousand people are a canvas, with the same ways', { timeout: 720_000 }, async () => {
  crowd(demo.dir, 1_500, 5_000)
  const { context, page, complaints } = await visitor(browser, demo, session())
  await page.goto('/map')
  await ready(page)
  await page.waitForTimeout(500)
  await look(page, 'map-canvas', findings)
  // Something is painted, and painted again where one looks closer.
  const inked = async () => await page.evaluate(() => {
    const canvas = document.querySelector('.open-map canvas')
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
    let ink = 0
    for (let at = 3; at < pixels.length; at += 4) ink += pixels[at] > 100 ? 1 : 0
    return ink
  })
  const whole = await inked()
  assert.ok(whole > 2_000, `${whole} pixels are painted`)
  await byKeys(page)
  for (let times = 0; times < 4; times += 1) await page.locator('main [data-key="+"]').click()
  await page.waitForTimeout(500)
  assert.ok(await inked() > whole, 'dots grow')
  await page.locator('main [data-key="0"]').click()
  assert.ok(await chosen(page, 'Crowd 00007') > 0)
  await look(page, 'map-canvas-chosen', findings)
  await context.close()
  // Without scripts there is no empty frame.
  const plain = await visitor(browser, demo, { javaScriptEnabled: false, ...session() })
  await plain.page.goto('/map')
  assert.equal(await plain.page.locator('.open-map').isVisible(), false)
  assert.equal(await plain.page.locator('main tbody tr').count(), 50)
  await press(plain.page, plain.page.locator('main a[rel=next]'))
  assert.equal(await plain.page.locator('main tbody tr').count(), 50)
  await plain.context.close()
  // Reading pixels back is this test's doing, and the browser's advice about it not the page's.
  settle([...complaints, ...plain.complaints].filter((complaint) => !complaint.includes('getImageData')))
})
