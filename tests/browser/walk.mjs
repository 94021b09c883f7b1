// Two walks through a demo organisation in headless Chromium:
//   an employee: sign in by code → join → round → the mail's page → met → history
//   an admin: import → programme → run → hold → release → recall
// Every page on the way is looked at by axe, in light and dark, 1280 and 320 px wide; the console has to stay silent.
import assert from 'node:assert/strict'
import { test, before, after } from 'node:test'
import { look, mailTo, openBrowser, startDemo, visitor } from './house.mjs'

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

// Ends the test with everything that was found, not only the first.
function settle(complaints) {
  const all = [...findings.splice(0), ...complaints.splice(0)]
  assert.deepEqual(all, [], all.join('\n'))
}

async function through(page, role) {
  await page.goto(demo.doors[role].link)
  await page.locator('main form button').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

async function press(page, locator) {
  await Promise.all([page.waitForNavigation(), locator.click()])
}

const main = (page, selector) => page.locator(`main ${selector}`).first()

// Presses until the text is there: the scheduler works between two looks.
async function until(page, url, condition, what) {
  for (let tries = 0; tries < 120; tries += 1) {
    await page.goto(url)
    if (await condition()) return
    await page.waitForTimeout(500)
  }
  throw new Error(`never came: ${what}`)
}

const decoded = (mail) => mail.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))

let group

test('a new participant signs in by code, joins, and sees what is stored', { timeout: 180_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo)
  await page.goto('/')
  await look(page, 'sign-in', findings)
  await page.fill('input[name=address]', 'grace.mbeki@halden.example')
  await press(page, main(page, 'form button.primary'))
  await look(page, 'sign-in-sent', findings)
  const mail = decoded(await mailTo(demo, 'grace.mbeki@halden.example', 'sign-in'))
  const code = /\b(\d{3}) ?(\d{3})\b/.exec(mail.split(/\r?\n\r?\n/).slice(1).join('\n'))
  await page.fill('input[name=code]', `${code[1]}${code[2]}`)
  await press(page, main(page, 'form button.primary'))
  assert.equal(new URL(page.url()).pathname, '/')
  await look(page, 'home-empty', findings)
  await page.goto('/programmes')
  await look(page, 'programmes', findings)
  await press(page, main(page, 'a[href$="/join"]'))
  // A week without a working day comes back with what is wrong, and nothing is lost.
  await page.fill('textarea[name=about]', 'I pack what the others build.')
  for (const day of await page.locator('input[type=checkbox][name=day]').all()) await day.uncheck()
  await press(page, main(page, 'form[action$="/join"] button.primary'))
  assert.match(await page.title(), /^Error/)
  assert.equal(await page.inputValue('textarea[name=about]'), 'I pack what the others build.')
  await look(page, 'join-refused', findings)
  for (const day of (await page.locator('input[type=checkbox][name=day]').all()).slice(0, 5)) await day.check()
  await press(page, main(page, 'form[action$="/join"] button.primary'))
  assert.match(page.url(), /joined$/)
  await look(page, 'joined', findings)
  for (const [name, path] of [['preferences', '/preferences'], ['rather-not', '/rather-not'], ['known', '/known'], ['me', '/me'], ['erase', '/me/erase'], ['pause', '/pause']]) {
    await page.goto(path)
    await look(page, name, findings)
  }
  await context.storageState({ path: `${demo.dir}/grace.json` })
  await context.close()
  settle(complaints)
})

test('an admin draws a round now, holds it, releases it', { timeout: 300_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo)
  await through(page, 'admin')
  await page.goto('/admin/programmes')
  await look(page, 'admin-programmes', findings)
  await press(page, main(page, 'a[href^="/admin/programmes/"]:not([href$="/new"])'))
  await look(page, 'admin-programme', findings)
  await press(page, main(page, 'a[href$="/draw"]'))
  await look(page, 'admin-draw', findings)
  await press(page, main(page, 'form.confirm button.primary, form.confirm button.danger'))
  const run = new URL(page.url()).pathname
  assert.match(run, /^\/admin\/runs\//)
  await until(page, run, async () => await page.locator('a[href$="/hold"]').count() > 0, 'a proposed plan')
  await look(page, 'admin-run-proposed', findings)
  await press(page, main(page, 'a[href$="/hold"]'))
  await look(page, 'admin-run-hold', findings)
  await press(page, main(page, 'form.confirm button'))
  await page.goto(run)
  await page.goto(`${run}/mails`)
  await look(page, 'admin-run-mails', findings)
  await page.goto(`${run}/release`)
  await look(page, 'admin-run-release', findings)
  await press(page, main(page, 'form.confirm button'))
  await until(page, run, async () => (await page.locator('main').innerText()).match(/sent/i) !== null, 'a released plan')
  await look(page, 'admin-run-released', findings)
  demo.run = run
  for (const [name, path] of [['admin-runs', '/admin/runs'], ['admin-outbox', '/admin/outbox'], ['admin-audit', '/admin/audit'],
    ['admin-capacity', '/admin/capacity'], ['admin-people', '/admin/people'], ['admin-teams', '/admin/teams'],
    ['admin-mailbox', '/admin/mailbox'], ['admin-settings', '/admin/settings'], ['admin-health', '/admin/health'],
    ['admin-roles', '/admin/roles'], ['admin-sending', '/admin/sending']]) {
    const answer = await page.goto(path)
    assert.equal(answer.status(), 200, path)
    await look(page, name, findings)
  }
  await context.storageState({ path: `${demo.dir}/admin.json` })
  await context.close()
  settle(complaints)
})

test('the participant reads the mail, says met on its page, and finds it in the history', { timeout: 120_000 }, async () => {
  const mail = decoded(await mailTo(demo, 'grace.mbeki@halden.example', 'Content-Type: text/html'))
  const { context, page, complaints } = await visitor(browser, demo, { storageState: `${demo.dir}/grace.json` })
  await page.goto('/')
  await look(page, 'home', findings)
  await page.goto('/mailbox')
  await look(page, 'mailbox', findings)
  const links = [...mail.matchAll(/http:\/\/127\.0\.0\.1:\d+\/l\/[a-z-]+\/[A-Za-z0-9._~-]+/g)].map((found) => found[0])
  const scheduled = links.find((link) => link.includes('/l/scheduled/'))
  assert.ok(scheduled, 'the match mail has a link that says it is in the calendar')
  // Signed out, as from a phone: the link opens a page with one button, and looking changes nothing.
  const phone = await visitor(browser, demo)
  await phone.page.goto(scheduled)
  await look(phone.page, 'mail-link', findings)
  await press(phone.page, phone.page.locator('main form button').first())
  await look(phone.page, 'mail-link-done', findings)
  await phone.context.close()
  await page.goto('/')
  await press(page, main(page, 'form[action$="/mark"] button[value=met]'))
  await look(page, 'after-met', findings)
  await page.goto('/')
  const why = await page.locator('a[href$="/why"], a[href^="/groups/"]').first().getAttribute('href')
  group = why.split('/')[2]
  await page.goto(`/groups/${group}`)
  await look(page, 'group', findings)
  await page.goto(`/groups/${group}/why`)
  await look(page, 'why', findings)
  await page.goto('/history')
  await look(page, 'history', findings)
  assert.match(await page.locator('main').innerText(), /met/i)
  await context.close()
  settle([...complaints, ...phone.complaints])
})

test('an admin recalls the round, and everybody told gets an honest note', { timeout: 120_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo, { storageState: `${demo.dir}/admin.json` })
  await page.goto(`${demo.run}/groups`)
  await look(page, 'admin-run-groups', findings)
  await page.goto(`${demo.run}/recall`)
  await look(page, 'admin-run-recall', findings)
  if (await page.locator('textarea[name=why]').count()) await page.fill('textarea[name=why]', 'The trial round of this walk.')
  await press(page, main(page, 'form.confirm button.danger'))
  await page.goto(demo.run)
  assert.match(await page.locator('main').innerText(), /recalled/i)
  await look(page, 'admin-run-recalled', findings)
  await mailTo(demo, 'grace.mbeki@halden.example', 'METHOD:CANCEL')
  await context.close()
  settle(complaints)
})

test('an admin imports people and makes a programme', { timeout: 180_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo, { storageState: `${demo.dir}/admin.json` })
  await page.goto('/admin/import')
  await look(page, 'import', findings)
  const roster = (rows) => ({ name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await page.setInputFiles('input[type=file]', roster(['id,email,name,team', 'X1,new@halden.example,New Person,Optics', 'X1,other@halden.example,Other Person,']))
  await press(page, main(page, 'form:has(input[type=file]) button.primary'))
  assert.match(await page.locator('main').innerText(), /line 3/i)
  await look(page, 'import-refused', findings)
  // A roster of one would make everybody else a leaver: the preview says so and asks for more than a press.
  await page.goto('/admin/import')
  await page.setInputFiles('input[type=file]', roster(['id,email,name,team', 'X1,new@halden.example,New Person,Optics']))
  await press(page, main(page, 'form:has(input[type=file]) button.primary'))
  await look(page, 'import-preview', findings)
  assert.match(await page.locator('main').innerText(), /72/)
  // Ties: previewed, then applied.
  await page.goto('/admin/import')
  await page.check('input[name=kind][value=ties]')
  await page.setInputFiles('input[type=file]', { name: 'ties.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\ngrace.mbeki@halden.example,henrik.dahl@halden.example') })
  await press(page, main(page, 'form:has(input[type=file]) button.primary'))
  await look(page, 'import-ties', findings)
  await press(page, main(page, 'form[method=post] button.primary'))
  await look(page, 'import-done', findings)
  await page.goto('/admin/programmes/new')
  await look(page, 'programme-new', findings)
  await page.fill('input[name=name]', 'Lunch in Lisbon')
  await page.fill('[name=purpose]', 'Lunch with somebody new, once a month.')
  await page.fill('input[name=cadence]', 'every blue moon')
  await press(page, main(page, 'form.programme button.primary'))
  assert.match(await page.title(), /^Error/)
  await look(page, 'programme-refused', findings)
  await page.fill('input[name=cadence]', 'every month on the first Monday 12:00')
  await press(page, main(page, 'form.programme p.buttons:last-child button.primary'))
  await look(page, 'programme-check', findings)
  await press(page, main(page, 'button[value=open]'))
  assert.match(await page.locator('h1').innerText(), /Lunch in Lisbon/)
  await context.close()
  settle(complaints)
})

test('every page works without scripts, and a keyboard reaches the first action', { timeout: 60_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo, { javaScriptEnabled: false, storageState: `${demo.dir}/grace.json` })
  for (const path of ['/', '/programmes', '/preferences', '/history', '/rather-not', '/me']) {
    const answer = await page.goto(path)
    assert.equal(answer.status(), 200, path)
    await page.keyboard.press('Tab')
    const focused = await page.locator(':focus').count()
    assert.equal(focused, 1, `${path}: the first tab lands somewhere`)
  }
  await page.goto('/preferences')
  await page.fill('textarea[name=about]', 'Without scripts.')
  await press(page, main(page, 'form[action="/preferences"] button.primary'))
  await page.goto('/preferences')
  assert.equal(await page.inputValue('textarea[name=about]'), 'Without scripts.')
  await context.close()
  settle(complaints)
})
