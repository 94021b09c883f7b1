// A cohort's way through headless Chromium: an admin says what teams can spare, a coordinator sets a cohort up, has it
// planned and releases it; an employee opens their pages of stints and rotations while there are none.
// Every page on the way is looked at by axe, in light and dark, 1280 and 320 px wide; the console has to stay silent.
import assert from 'node:assert/strict'
import { test, before, after } from 'node:test'
import { look, mailTo, main, monday, newest, onPaper, openBrowser, press, settle, startDemo, through, until, visitor } from './house.mjs'

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

let cohort

test('an admin says what teams can spare', { timeout: 900_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo)
  await through(page, demo.doors.admin.link)
  await page.goto('/admin/teams')
  const links = await page.locator('main a[href^="/admin/capacity/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
  const teams = links.map((path) => /^\/admin\/capacity\/[0-9a-f-]{36}/.exec(path)?.[0]).filter(Boolean)
  assert.ok(teams.length > 3, 'teams with pages of their own')
  let first = true
  let said = 0
  for (const path of [...new Set(teams)].slice(0, 12)) {
    await page.goto(path)
    if (first) await look(page, 'capacity-team-empty', findings)
    await page.goto(`${path}/weeks`)
    if (first) await look(page, 'capacity-weeks', findings)
    await page.fill('input[name=from]', monday(1))
    await page.fill('input[name=to]', monday(8))
    await page.fill('input[name=bootcamp]', '1')
    await press(page, main(page, 'button[value=check]'))
    if (first) await look(page, 'capacity-weeks-check', findings)
    // A team whose guests of these weeks are more than that is told so, and keeps what it offers.
    if ((await page.locator('main button[value=save]').count()) === 0) {
      assert.match(await page.title(), /^Error/, path)
      continue
    }
    await press(page, main(page, 'button[value=save]'))
    if (first) await look(page, 'capacity-team', findings)
    first = false
    said += 1
  }
  assert.ok(said > 2, `${said} teams have said what they can spare`)
  await context.close()
  settle(findings, complaints)
})

test('a coordinator plans a cohort and releases it', { timeout: 1_200_000 }, async () => {
  const since = newest(demo)
  const { context, page, complaints } = await visitor(browser, demo)
  await through(page, demo.doors.coordinator.link)
  await page.goto('/cohorts')
  await look(page, 'cohorts-empty', findings)
  await page.goto('/cohorts/new')
  await press(page, main(page, 'button[value=check]'))
  assert.match(await page.title(), /^Error/)
  await look(page, 'cohort-refused', findings)
  await page.fill('input[name=programme_name]', 'First weeks')
  await page.fill('textarea[name=purpose]', 'New people get to know the teams they will need.')
  await page.fill('input[name=name]', 'Winter')
  await page.fill('input[name=starts_on]', monday(1))
  await page.fill('input[name=weeks]', '6')
  await press(page, main(page, 'button[value=check]'))
  await look(page, 'cohort-check', findings)
  await press(page, main(page, 'button[value=save]'))
  cohort = new URL(page.url()).pathname
  assert.match(cohort, /^\/cohorts\/[0-9a-f-]{36}$/)
  await look(page, 'cohort-empty', findings)
  await page.goto(`${cohort}/rules`)
  await look(page, 'cohort-rules', findings)
  await page.goto(`${cohort}/starters`)
  await look(page, 'starters', findings)
  await page.fill('textarea[name=list]', 'Nora Lind,nora.lind@halden.example,Nowhere')
  await press(page, main(page, 'button[value=preview]'))
  assert.ok((await page.inputValue('textarea[name=list]')).includes('Nora Lind'), 'nothing pasted is lost')
  await look(page, 'starters-refused', findings)
  const names = ['Nora Lind', 'Omar Haddad', 'Pia Voss', 'Quentin Roy', 'Rosa Diaz', 'Sven Berg', 'Tilda Noor', 'Umut Kaya']
  const list = names.map((name) => `${name},${name.toLowerCase().replace(' ', '.')}@halden.example,Design`)
  await page.fill('textarea[name=list]', list.join('\n'))
  await press(page, main(page, 'button[value=preview]'))
  await look(page, 'starters-preview', findings)
  await press(page, main(page, 'button[value=apply]'))
  await page.goto(cohort)
  await look(page, 'cohort', findings)
  await press(page, main(page, 'form[action$="/solve"] button'))
  await until(page, `${cohort}/plan`, async () => await page.locator('a[href$="/plan/release"]').count() > 0, 'a plan')
  await look(page, 'cohort-plan', findings)
  const stint = await main(page, 'a[href*="stint/"]').getAttribute('href')
  await page.goto(new URL(stint, page.url()).pathname)
  await look(page, 'cohort-stint', findings)
  await page.goto(`${cohort}/plan`)
  await press(page, main(page, 'a[href$="/plan/release"]'))
  await look(page, 'cohort-release', findings)
  await press(page, main(page, 'form button.primary, form button.danger'))
  await page.goto(`${cohort}/plan`)
  await look(page, 'cohort-released', findings)
  await page.goto(`${cohort}/ramp`)
  await look(page, 'cohort-ramp', findings)
  await page.goto('/cohorts')
  await look(page, 'cohorts', findings)
  await page.goto('/admin/capacity/map')
  await look(page, 'capacity-map', findings)
  await page.goto('/admin/capacity/ask')
  await look(page, 'capacity-ask', findings)
  await page.goto('/admin/stays')
  await look(page, 'admin-stays', findings)
  await page.goto('/admin/rotations')
  await look(page, 'admin-rotations', findings)
  const mail = await mailTo(demo, 'nora.lind@halden.example', 'First weeks', since)
  assert.ok(mail.length > 0)
  await onPaper(page, 'cohort-plan', `${cohort}/plan`, findings)
  await context.close()
  settle(findings, complaints)
})

test('an employee sees their pages of rotations and first weeks', { timeout: 600_000 }, async () => {
  const { context, page, complaints } = await visitor(browser, demo)
  await through(page, demo.doors.participant.link)
  for (const [name, path] of [['first-weeks-empty', '/first-weeks'], ['rotations-empty', '/rotations'], ['guests-empty', '/guests']]) {
    await page.goto(path)
    await look(page, name, findings)
  }
  await context.close()
  settle(findings, complaints)
})
