// Two walks through a demo organisation in headless Chromium:
//   an employee: sign in by code → join → round → the mail's page → met → history
//   an admin: import → programme → run → hold → release → recall
// Every page on the way is looked at by axe, in light and dark, 1280 and 320 px wide; the console has to stay silent.
// Then the same ways once more without scripts.
import assert from 'node:assert/strict'
import { test, before, after } from 'node:test'
import { linkIn, look, mails, mailTo, main, newest, openBrowser, press, settle, signIn, startDemo, through, until, visitor } from './house.mjs'

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

// Who of a round has a group: `wanted`, or, when the plan left them out, somebody else who has one.
function matched(wanted, since) {
  const told = mails(demo, since).filter(({ text }) => text.includes('/l/scheduled/')).map(({ to }) => to)
  assert.ok(told.length > 0, 'the round sent match mails')
  return told.includes(wanted) ? wanted : told[0]
}

const GRACE = 'grace.mbeki@halden.example'
const HENRIK = 'henrik.dahl@halden.example'
// The run that is walked, and the newest mail before it.
let round

test('a new participant signs in by code, joins, and sees what is stored', { timeout: 540_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo)
  await page.goto('/')
  await look(page, 'sign-in', findings)
  await page.goto('/privacy')
  await look(page, 'privacy', findings)
  await signIn(page, demo, GRACE, async () => await look(page, 'sign-in-sent', findings))
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
  settle(findings, complaints)
})

test('an admin draws a round now, holds it, releases it', { timeout: 900_000 }, async () => {
  const since = newest(demo)
  const { context, page, complaints } = await visitor(browser, demo)
  await through(page, demo.doors.admin.link)
  await context.storageState({ path: `${demo.dir}/admin.json` })
  await page.goto('/admin/programmes')
  await look(page, 'admin-programmes', findings)
  await press(page, main(page, 'a[href^="/admin/programmes/"]:not([href$="/new"])'))
  await look(page, 'admin-programme', findings)
  const programme = new URL(page.url()).pathname
  await press(page, main(page, 'form[action$="/dry-run"] button'))
  await look(page, 'admin-dry-run', findings)
  await page.goto(`${programme}/edit`)
  await look(page, 'admin-programme-edit', findings)
  await page.goto(programme)
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
  await look(page, 'admin-run-mails-ask', findings)
  await press(page, main(page, 'form button.primary'))
  await look(page, 'admin-run-mails', findings)
  await page.goto(`${run}/release`)
  await look(page, 'admin-run-release', findings)
  await press(page, main(page, 'form.confirm button'))
  await until(page, run, async () => await main(page, '.live .tag').innerText() === 'Sent', 'every mail sent')
  await look(page, 'admin-run-released', findings)
  round = { run, since }
  await press(page, main(page, 'form[action$="/replay"] button'))
  await look(page, 'admin-run-replayed', findings)
  for (const [name, path] of [['admin-team', '/admin/capacity'], ['admin-person', '/admin/people']]) {
    await page.goto(path)
    await press(page, main(page, 'table tbody :is(a, button)'))
    await look(page, name, findings)
  }
  for (const [name, path] of [['admin-runs', '/admin/runs'], ['admin-outbox', '/admin/outbox'], ['admin-audit', '/admin/audit'],
    ['admin-capacity', '/admin/capacity'], ['admin-people', '/admin/people'], ['admin-teams', '/admin/teams'],
    ['admin-mailbox', '/admin/mailbox'], ['admin-settings', '/admin/settings'], ['admin-health', '/admin/health'],
    ['admin-roles', '/admin/roles'], ['admin-sending', '/admin/sending']]) {
    const answer = await page.goto(path)
    assert.equal(answer.status(), 200, path)
    await look(page, name, findings)
  }
  await context.close()
  settle(findings, complaints)
})

test('the participant reads the mail, says met on its page, and finds it in the history', { timeout: 360_000 }, async () => {
  const reader = matched(GRACE, round.since)
  const mail = await mailTo(demo, reader, '/l/scheduled/', round.since)
  const { context, page, complaints } = await visitor(browser, demo, reader === GRACE ? { storageState: `${demo.dir}/grace.json` } : {})
  if (reader !== GRACE) await signIn(page, demo, reader)
  await page.goto('/')
  await look(page, 'home', findings)
  await page.goto('/mailbox')
  await look(page, 'mailbox', findings)
  await page.goto('/')
  await press(page, main(page, 'a[href*="/not-met"]'))
  await look(page, 'not-met', findings)
  // Signed out, as from a phone: the link opens a page with one button, and looking changes nothing.
  const phone = await visitor(browser, demo)
  await phone.page.goto(linkIn(mail, 'scheduled'))
  await look(phone.page, 'mail-link', findings)
  await press(phone.page, phone.page.locator('main form button').first())
  await look(phone.page, 'mail-link-done', findings)
  await phone.context.close()
  await page.goto('/')
  await press(page, main(page, 'form[action$="/mark"] button[value=met]'))
  await look(page, 'after-met', findings)
  await page.goto('/')
  const why = await page.locator('a[href$="/why"], a[href^="/groups/"]').first().getAttribute('href')
  const group = why.split('/')[2]
  await page.goto(`/groups/${group}`)
  await look(page, 'group', findings)
  await page.goto(`/groups/${group}/why`)
  await look(page, 'why', findings)
  await page.goto('/history')
  await look(page, 'history', findings)
  assert.equal(await main(page, 'table .tag').innerText(), 'Met')
  round.met = reader
  await context.close()
  // Finance gives no seats: its people were told so with the round before, so no mail says it again, but the pages do.
  const without = 'colin.byrne@halden.example'
  assert.ok(!mails(demo, round.since).some(({ to }) => to === without), 'nobody is told every round')
  const other = await visitor(browser, demo)
  await signIn(other.page, demo, without)
  assert.match(await main(other.page, '.event').innerText(), /gives no places at present/)
  await look(other.page, 'home-left-out', findings)
  await press(other.page, main(other.page, 'a[href$="/left-out"]'))
  await look(other.page, 'left-out', findings)
  await other.context.close()
  settle(findings, [...complaints, ...phone.complaints, ...other.complaints])
})

test('an admin recalls the round, and those told get an honest note; who met keeps the meeting', { timeout: 360_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo, { storageState: `${demo.dir}/admin.json` })
  await page.goto(`${round.run}/groups`)
  await look(page, 'admin-run-groups', findings)
  await press(page, main(page, 'table a[href$="/recall"]'))
  await look(page, 'admin-group-recall', findings)
  await page.goto(`${round.run}/recall`)
  await look(page, 'admin-run-recall', findings)
  await page.fill('textarea[name=why]', 'The trial round of this walk.')
  await press(page, main(page, 'form.confirm button.danger'))
  await page.goto(round.run)
  assert.match(await page.locator('main').innerText(), /recalled/i)
  await look(page, 'admin-run-recalled', findings)
  // Everybody whose meeting has not taken place is told, and whose calendar had it is told there, too.
  const partner = /^Reply-To: .*<(.+)>/m.exec(await mailTo(demo, round.met, '/l/scheduled/', round.since))[1]
  const told = mails(demo, round.since).filter(({ text, to }) => text.includes('/l/scheduled/') && ![round.met, partner].includes(to))
  assert.ok(told.length > 20, `${told.length} people have a meeting that is withdrawn`)
  for (const { to, text } of told) {
    const note = await mailTo(demo, to, 'The trial round of this walk.', round.since)
    assert.equal(note.includes('METHOD:CANCEL'), text.includes('METHOD:REQUEST'), to)
  }
  const again = mails(demo, round.since).filter(({ text, to }) => text.includes('The trial round of this walk.') && to === round.met)
  assert.deepEqual(again, [], 'a meeting that took place is not withdrawn')
  await context.close()
  settle(findings, complaints)
})

test('an admin imports people and makes a programme', { timeout: 540_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo, { storageState: `${demo.dir}/admin.json` })
  await page.goto('/admin/import')
  await look(page, 'import', findings)
  const roster = (rows) => ({ name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await page.setInputFiles('input[type=file]', roster(['id,email,name,team', 'X1,new@halden.example,New Person,Optics', 'X1,other@halden.example,Other Person,']))
  await press(page, main(page, 'form:has(input[type=file]) button.primary'))
  assert.deepEqual(await page.locator('main table').first().locator('tbody tr > :first-child').allInnerTexts(), ['3', '3'])
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
  settle(findings, complaints)
})

test('a participant joins and reads, an admin draws, releases and recalls, all without scripts', { timeout: 540_000 }, async () => {
  const plain = { javaScriptEnabled: false }
  const since = newest(demo)
  const joiner = await visitor(browser, demo, plain)
  await signIn(joiner.page, demo, HENRIK)
  await joiner.page.goto('/programmes')
  await press(joiner.page, main(joiner.page, 'a[href$="/join"]'))
  await joiner.page.fill('textarea[name=about]', 'Without scripts.')
  await press(joiner.page, main(joiner.page, 'form[action$="/join"] button.primary'))
  assert.match(joiner.page.url(), /joined$/)

  const admin = await visitor(browser, demo, { ...plain, storageState: `${demo.dir}/admin.json` })
  const { page } = admin
  await page.goto('/admin/programmes')
  await press(page, page.getByRole('link', { name: 'Coffee across teams' }))
  await press(page, main(page, 'a[href$="/draw"]'))
  await press(page, main(page, 'form.confirm button.primary, form.confirm button.danger'))
  const run = new URL(page.url()).pathname
  await until(page, run, async () => await page.locator('a[href$="/hold"]').count() > 0, 'a proposed plan')
  await press(page, main(page, 'a[href$="/hold"]'))
  await press(page, main(page, 'form.confirm button'))
  await press(page, main(page, 'a[href$="/release"]'))
  await press(page, main(page, 'form.confirm button'))
  await until(page, run, async () => await main(page, '.live .tag').innerText() === 'Sent', 'every mail sent')

  const address = matched(HENRIK, since)
  const reader = address === HENRIK ? joiner : await visitor(browser, demo, plain)
  if (address !== HENRIK) await signIn(reader.page, demo, address)
  await reader.page.goto(linkIn(await mailTo(demo, address, '/l/scheduled/', since), 'scheduled'))
  await press(reader.page, reader.page.locator('main form button').first())
  await reader.page.goto('/history')
  assert.equal(await main(reader.page, 'table .tag').innerText(), 'In the calendar')

  await page.goto(`${run}/recall`)
  await page.fill('textarea[name=why]', 'The second trial round of this walk.')
  await press(page, main(page, 'form.confirm button.danger'))
  await mailTo(demo, address, 'The second trial round of this walk.', since)
  await reader.page.goto('/history')
  assert.equal(await main(reader.page, 'table .tag').innerText(), 'Withdrawn')

  // A keyboard reaches every page's first action, and forms keep what was typed.
  for (const path of ['/', '/programmes', '/preferences', '/history', '/rather-not', '/me']) {
    const answer = await joiner.page.goto(path)
    assert.equal(answer.status(), 200, path)
    await joiner.page.keyboard.press('Tab')
    assert.equal(await joiner.page.locator(':focus').count(), 1, `${path}: the first tab lands somewhere`)
  }
  await joiner.page.goto('/preferences')
  await joiner.page.fill('textarea[name=about]', 'Still without scripts.')
  await press(joiner.page, main(joiner.page, 'form[action="/preferences"] button.primary'))
  await joiner.page.goto('/preferences')
  assert.equal(await joiner.page.inputValue('textarea[name=about]'), 'Still without scripts.')
  const complaints = [joiner, admin, reader].flatMap((one) => one.complaints)
  for (const one of new Set([joiner, admin, reader])) await one.context.close()
  settle(findings, [...new Set(complaints)])
})
