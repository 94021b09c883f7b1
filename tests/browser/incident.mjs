// When a round went wrong: an admin looks back at it, writes notes, apologises; and after a restore decides what is sent.
// Each page is looked at by axe, in light and dark, 1280 and 320 px wide; the console stays silent.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test, before, after } from 'node:test'
import { main, openBrowser, press, seeing, settle, startDemo, through, visitor } from './house.mjs'

let demo
let browser
const findings = []
// A link signs in once; the tests go on in its session.
const session = () => ({ storageState: `${demo.dir}/admin.json` })

before(async () => {
  demo = await startDemo()
  browser = await openBrowser()
  const { context, page } = await visitor(browser, demo)
  await through(page, demo.doors.admin.link)
  await context.storageState({ path: session().storageState })
  await context.close()
}, { timeout: 1_200_000 })

after(async () => {
  await browser?.close()
  await demo?.stop()
})

for (const scripts of [true, false]) {
  const how = scripts ? 'with scripts' : 'without scripts'
  const note = `The roster was a week old, ${how}`

  test(`an admin looks back at a round and apologises, ${how}`, { timeout: 540_000 }, async () => {
    const { page, complaints } = await visitor(browser, demo, { ...session(), javaScriptEnabled: scripts })
    const see = seeing(scripts, 'incident', findings)
    await page.goto('/admin/runs?state=closed')
    await press(page, page.locator('main table a[href^="/admin/runs/"]').nth(scripts ? 0 : 1))
    await press(page, page.getByRole('link', { name: 'Look back at this run' }))
    await page.fill('#surprised', note)
    await press(page, page.getByRole('button', { name: 'Save' }))
    assert.match(await page.locator('main').innerText(), /Your notes are kept/)
    await see(page, 'review')
    const file = await page.request.get(`${page.url().split('?')[0]}.md`)
    assert.match(await file.text(), new RegExp(`> ${note}`))
    await press(page, page.getByRole('link', { name: 'Apologise to everybody who was mailed' }))
    await press(page, page.getByRole('button', { name: 'Show the mails' }))
    assert.match(await page.locator('main').innerText(), /Write what went wrong/)
    await see(page, 'apology-empty')
    await page.fill('#english', 'Some of you were matched with people who had left.\n\nThe next round is drawn anew.')
    await press(page, page.getByRole('button', { name: 'Show the mails' }))
    await see(page, 'apology')
    await press(page, main(page, 'button.danger'))
    assert.match(await page.locator('main').innerText(), /on (its|their) way|left to apologise to/)
    settle(findings, complaints)
  })
}

test('after a restore an admin decides', { timeout: 360_000 }, async () => {
  const held = ['restored', 'hold', '--data', demo.dir, '--backup-at', new Date(Date.now() - 7_200_000).toISOString()]
  execFileSync(process.env.WEFT_BINARY, held)
  const { page, complaints } = await visitor(browser, demo, session())
  const see = seeing(true, 'restored', findings)
  await page.goto('/admin/runs')
  assert.match(await page.locator('main').innerText(), /Sending is held/)
  await press(page, page.getByRole('link', { name: 'Decide' }))
  await see(page, 'held')
  await press(page, page.getByRole('button', { name: 'End the hold' }))
  assert.match(await page.locator('main').innerText(), /The hold is over/)
  await see(page, 'over')
  settle(findings, complaints)
})
