// The way of a team that hosts, and of the new hires it hosts, each once with scripts and once without:
//   a lead: asked what the team can spare → weeks, black-out, hosts → a proposal, objected to → guests → "cannot host"
//   the coordinator: sees answers, the objection and the repair; the plan on paper
//   a new hire: the mail's link → first weeks → calendar file → a moved stint → whom one met → coffee, feedback
import assert from 'node:assert/strict'
import { describe, test, before, after } from 'node:test'
import { linkIn, main, mailTo, monday, newest, onPaper, openBrowser, press, seeing, settle, through, until, visitor } from './house.mjs'
import { address, offer, startWorld, teamId } from './world.mjs'

const HIRES = ['Vera Lind', 'Walt Noor', 'Xenia Diaz']

let browser
before(async () => { browser = await openBrowser() })
after(async () => await browser?.close())

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    const findings = []
    const see = seeing(scripts, 'hosting', findings)
    let world
    let office
    let optics
    let cohort

    before(async () => {
      world = await startWorld()
      office = await world.desk('Cora Webb')
      optics = await teamId(office, 'Optics')
      const admin = await world.desk('Adam Frost')
      for (const team of ['Firmware', 'Search']) await offer(admin, await teamId(office, team), 2, 5, { bootcamp: '1' })
      await admin.post('/admin/programmes/new', {
        step: 'open', name: 'Coffee', purpose: 'Half an hour with somebody new.', owner: address('Adam Frost'), zone: 'UTC',
        cadence: 'every 2 weeks on Tuesday 09:00', first_on: monday(40), minutes: '30', ask_days: '3', meet_within_days: '12',
        cross_team: 'yes', repeat_after_days: '180', hold: 'auto', hold_hours: '24',
      })
    })
    after(async () => await world?.stop())

    const enter = async (name) => {
      const one = await visitor(browser, world, { javaScriptEnabled: scripts })
      await through(one.page, await world.link(name))
      return one
    }
    // As from a phone: nobody is signed in.
    const stranger = async (url) => {
      const one = await visitor(browser, world, { javaScriptEnabled: scripts })
      await one.page.goto(url)
      return one
    }

    test('leads are asked what their teams can spare, and say so', { timeout: 120_000 }, async () => {
      const coordinator = await enter('Cora Webb')
      await coordinator.page.goto('/admin/capacity/ask')
      await coordinator.page.fill('input[name=from]', monday(2))
      await coordinator.page.fill('input[name=to]', monday(5))
      await press(coordinator.page, main(coordinator.page, 'button[value=check]'))
      await see(coordinator.page, 'ask-check')
      await press(coordinator.page, main(coordinator.page, 'button[value=send]'))
      const asked = coordinator.page.url().split('?')[0]

      // Supply has nothing to give: one button, without signing in; looking changes nothing.
      const mail = await mailTo(world, address('Mona Reed'), '/l/capacity-nothing/', '')
      const phone = await stranger(linkIn(mail, 'capacity-nothing'))
      await see(phone.page, 'link-nothing')
      await coordinator.page.goto(asked)
      assert.equal(await coordinator.page.locator('tr', { hasText: 'Supply' }).locator('.tag').innerText(), 'No answer yet')
      await press(phone.page, main(phone.page, 'form button'))
      await see(phone.page, 'link-nothing-done')

      // Optics fills its weeks in.
      const lead = await enter('Anna Holt')
      const { page } = lead
      await page.goto(linkIn(await mailTo(world, address('Anna Holt'), '/l/capacity-fill/', ''), 'capacity-fill'))
      await see(page, 'link-fill')
      await press(page, main(page, 'form button'))
      assert.equal(new URL(page.url()).pathname, `/admin/capacity/${optics}/weeks`)
      assert.equal(await page.inputValue('input[name=from]'), monday(2), 'the weeks that were asked about')
      // More is kept back than there is: refused at its field, with everything typed.
      await page.fill('input[name=bootcamp]', '1')
      await page.fill('input[name=hours]', '10')
      await page.fill('input[name=reserve]', '12')
      await press(page, main(page, 'button[value=check]'))
      assert.match(await page.title(), /^Error/)
      assert.equal(await page.inputValue('input[name=reserve]'), '12')
      await see(page, 'weeks-refused')
      await page.fill('input[name=reserve]', '2')
      await press(page, main(page, 'button[value=check]'))
      await see(page, 'weeks-check')
      await press(page, main(page, 'button[value=save]'))
      // The week after is dark.
      await page.goto(`/admin/capacity/${optics}/weeks?from=${monday(6)}&to=${monday(6)}`)
      await page.check('input[name=what][value=blackout]')
      await page.fill('input[name=reason]', 'Audit week')
      await press(page, main(page, 'button[value=check]'))
      await press(page, main(page, 'button[value=save]'))
      // Two hosts, each with a limit of their own.
      for (const name of ['Ben Osei', 'Cleo Martin']) {
        await page.goto(`/admin/capacity/${optics}`)
        await page.selectOption('select[name=host]', { label: name })
        await page.fill('input[name=most]', name === 'Ben Osei' ? 'many' : '1')
        await press(page, page.locator('form[action$="/hosts"] button'))
        if (name === 'Cleo Martin') continue
        assert.match(await page.title(), /^Error/)
        await see(page, 'hosts-refused')
        await page.fill('input[name=most]', '1')
        await press(page, page.locator('form[action$="/hosts"] button'))
      }
      await page.goto(`/admin/capacity/${optics}`)
      const strip = page.locator('table.strip')
      assert.match(await strip.innerText(), /0 of 1/)
      assert.match(await strip.innerText(), /Audit week/)
      assert.match(await page.locator('#hosts').innerText(), /Ben Osei\s+1[^]*Cleo Martin\s+1/)
      await see(page, 'strip')

      await coordinator.page.goto(asked)
      const answer = (team) => coordinator.page.locator('tr', { hasText: team }).locator('.tag').innerText()
      assert.deepEqual([await answer('Supply'), await answer('Optics'), await answer('Design')], ['Nothing', 'Filled in', 'No answer yet'])
      await see(coordinator.page, 'asked')
      const all = [coordinator, phone, lead]
      for (const one of all) await one.context.close()
      settle(findings, all.flatMap((one) => one.complaints))
    })
  })
}
