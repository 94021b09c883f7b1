// The way of a team that hosts, and of the new hires it hosts, each once with scripts and once without:
//   a lead: asked what the team can spare → weeks, black-out, hosts → a proposal, objected to → guests → "cannot host"
//   the coordinator: sees answers, the objection and the repair; the plan on paper
//   a new hire: the mail's link → first weeks → calendar file → a moved stint → whom one met → coffee, feedback
import assert from 'node:assert/strict'
import { describe, test, before, after } from 'node:test'
import { linkIn, mails, mailTo, main, monday, newest, onPaper, openBrowser, press, seeing, settle, signIn, through, until, visitor } from './house.mjs'
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

    test('leads are asked what their teams can spare, and say so', { timeout: 360_000 }, async () => {
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
      assert.deepEqual([await answer('Supply'), await answer('Optics'), await answer('Design')], ['Nothing this time', 'Filled in', 'No answer yet'])
      await see(coordinator.page, 'asked')
      const all = [coordinator, phone, lead]
      for (const one of all) await one.context.close()
      settle(findings, all.flatMap((one) => one.complaints))
    })

    test('a lead objects to a proposal while it waits, and the coordinator mends it', { timeout: 540_000 }, async () => {
      // The cohort is set up and solved directly: what the way shows begins with the plan.
      const made = await office.post('/cohorts/new', {
        step: 'save', programme: 'new', programme_name: 'First weeks', purpose: 'New people get to know the teams they will need.',
        owner: address('Cora Webb'), name: 'Winter', starts_on: monday(2), weeks: '4',
      })
      cohort = made.to.split('?')[0]
      await office.save(`${cohort}/rules`, {
        stints: '2', length: '1', must: '', should: 'Optics', must_not: '', closed: '', hours: '4', hold: 'approve', hold_hours: '24',
      })
      const list = new FormData()
      list.set('list', HIRES.map((name) => `${name},${address(name)},Design`).join('\n'))
      list.set('step', 'apply')
      await office.post(`${cohort}/starters`, list)
      await office.post(`${cohort}/solve`)

      const coordinator = await enter('Cora Webb')
      const { page } = coordinator
      await until(page, `${cohort}/plan`, async () => await page.locator('a[href$="/plan/show"]').count() > 0, 'a plan')
      const grid = page.locator('table.grid')
      assert.equal(await grid.locator('td.in').count(), 2 * HIRES.length, await grid.innerText())
      await see(page, 'plan')
      await page.goto(`${cohort}/plan?by=teams`)
      await see(page, 'plan-teams')
      for (const by of ['people', 'teams']) await onPaper(page, `hosting-plan-${by}`, `${cohort}/plan?by=${by}`, findings)
      await page.goto(`${cohort}/plan`)
      await press(page, main(page, 'a[href$="/plan/show"]'))
      await see(page, 'show')
      await press(page, main(page, 'form.confirm button.primary'))

      // The lead of Optics has two hosts, who are asked; the lead of Design lends the new hires.
      const asked = await mailTo(world, address('Jana Novak'), '/l/placed-not/', '')
      const phone = await stranger(linkIn(asked, 'placed-not'))
      await see(phone.page, 'link-not')
      await press(phone.page, main(phone.page, 'form button'))
      assert.match(await phone.page.title(), /^Error/)
      await see(phone.page, 'link-not-refused')
      await phone.page.fill('textarea[name=reason]', 'Vera starts a week later.')
      await press(phone.page, main(phone.page, 'form button'))
      await see(phone.page, 'link-not-done')
      await page.goto(`${cohort}/plan`)
      assert.match(await page.locator('main').innerText(), /Jana Novak: Vera starts a week later\./)
      assert.equal(await page.locator('a[href$="/plan/hold"]').count(), 0, 'the objection has stopped the clock')
      await see(page, 'plan-objected')
      // Minds change: the other button of the same mail.
      await phone.page.goto(linkIn(asked, 'placed-fine'))
      await press(phone.page, main(phone.page, 'form button'))
      await see(phone.page, 'link-fine-done')
      await page.goto(`${cohort}/plan`)
      assert.doesNotMatch(await page.locator('main').innerText(), /Vera starts a week later/)
      await press(page, main(page, 'a[href$="/plan/release"]'))
      await see(page, 'release')
      await press(page, main(page, 'form.confirm button.primary'))
      await phone.page.goto(linkIn(asked, 'placed-not'))
      assert.equal(await phone.page.locator('main form').count(), 0, 'what is released is not objected to')
      for (const one of [coordinator, phone]) await one.context.close()
      settle(findings, [...coordinator.complaints, ...phone.complaints])
    })

    test('a new hire follows the mail to their first weeks', { timeout: 360_000 }, async () => {
      const [name] = HIRES
      const mail = await mailTo(world, address(name), '/first-weeks', '')
      assert.ok(mail.includes(`${world.base}/first-weeks`), 'the mail leads to the first weeks')
      const hire = await visitor(browser, world, { javaScriptEnabled: scripts })
      const { page } = hire
      await signIn(page, world, address(name), undefined, '/first-weeks')
      await page.goto('/')
      await see(page, 'hire-home')
      await press(page, main(page, 'a[href="/first-weeks"]'))
      const stints = page.locator('main li.card')
      assert.equal(await stints.count(), 2)
      for (const stint of await stints.all()) {
        assert.match(await stint.innerText(), /(Optics|Firmware|Search)\n[^]*Mon \d+ \w+ to Fri \d+ \w+ 20\d\d[^]*What to expect\n+\S+/)
      }
      assert.match(await page.locator('main').innerText(), /Looks after you:\s*(Ben Osei|Cleo Martin)/)
      await see(page, 'first-weeks')
      const file = await page.request.get(await stints.first().locator('a[href$=".ics"]').getAttribute('href'))
      assert.match(file.headers()['content-type'], /^text\/calendar/)
      assert.match(await file.text(), /^BEGIN:VCALENDAR[^]*DTSTART;VALUE=DATE:20\d{6}[^]*END:VCALENDAR/)
      await hire.context.close()
      settle(findings, hire.complaints)
    })

    let moved
    test('a lead cannot host a week: what it means, the repair, and only who moves is told', { timeout: 540_000 }, async () => {
      const lead = await enter('Anna Holt')
      await lead.page.goto('/guests')
      const guests = lead.page.locator('main table').first().locator('tbody tr')
      assert.equal(await guests.count(), 3, await lead.page.locator('main').innerText())
      assert.match(await guests.first().innerText(), /(Vera Lind|Walt Noor|Xenia Diaz)\s+Design\s+Mon \d+ \w+ to Fri \d+/)
      await see(lead.page, 'guests')
      await lead.page.goto(`/admin/capacity/${optics}`)
      // Which weeks have guests is the plan's choice.
      const change = await lead.page.locator('table.strip tr', { hasText: '1 of 1' }).first().locator('a[href*="from="]').getAttribute('href')
      const week = /from=([0-9-]+)/.exec(change)[1]
      await see(lead.page, 'strip-taken')
      await press(lead.page, main(lead.page, 'a[href$="/cannot-host"]'))
      await press(lead.page, main(lead.page, 'button[value=check]'))
      assert.match(await lead.page.title(), /^Error/)
      await see(lead.page, 'cannot-host-refused')
      await lead.page.selectOption('select[name=from]', week)
      await lead.page.selectOption('select[name=to]', week)
      await lead.page.fill('input[name=why]', 'The laboratory moves house.')
      await press(lead.page, main(lead.page, 'button[value=check]'))
      await see(lead.page, 'cannot-host-check')
      const moving = await lead.page.locator('main').innerText()
      moved = HIRES.find((name) => new RegExp(`Who has to move\\n+${name}`).test(moving))
      assert.ok(moved, moving)
      const since = newest(world)
      await press(lead.page, main(lead.page, 'button[value=save]'))
      await see(lead.page, 'cannot-host-done')
      await lead.page.goto(`/admin/capacity/${optics}`)
      assert.match(await lead.page.locator('table.strip').innerText(), /The laboratory moves house\./)

      const coordinator = await enter('Cora Webb')
      const { page } = coordinator
      await until(page, `${cohort}/plan`, async () => await page.locator('a[href$="/plan/release"]').count() > 0, 'the repair')
      const changes = await page.locator('ul.changed').innerText()
      assert.match(changes, new RegExp(`− ${moved}: Optics`))
      await see(page, 'repair')
      await press(page, main(page, 'a[href$="/plan/release"]'))
      await see(page, 'repair-release')
      assert.match(await page.locator('ul.effects').innerText(), /Moved: 1\./)
      await press(page, main(page, 'form.confirm button.primary'))
      const told = await mailTo(world, address(moved), 'SEQUENCE:1', since)
      assert.match(told, /Optics/)
      for (const one of HIRES.filter((name) => name !== moved)) {
        assert.deepEqual(mails(world, since).filter(({ to }) => to === address(one)), [], `${one} does not move and is told nothing`)
      }
      const hire = await enter(moved)
      await hire.page.goto('/first-weeks')
      assert.equal(await hire.page.locator('main li.card').count(), 2)
      await see(hire.page, 'first-weeks-moved')
      for (const one of [lead, coordinator, hire]) await one.context.close()
      settle(findings, [lead, coordinator, hire].flatMap((one) => one.complaints))
    })

    test('when it is over: whom one met, coffee, and whether it was worth the time', { timeout: 540_000 }, async () => {
      await world.later(49)
      const hire = await enter(HIRES[0])
      const { page } = hire
      await until(page, '/first-weeks', async () => await page.locator('section.card h2').count() > 0, 'the end of the first weeks')
      assert.match(await page.locator('section.card h2').innerText(), /^You met \d+ people in \d teams$/)
      await see(page, 'first-weeks-over')
      await press(page, main(page, 'a[href$="/worth"]'))
      await press(page, main(page, 'form button.primary'))
      assert.match(await page.title(), /^Error/)
      await see(page, 'worth-refused')
      await page.check('input[name=worth][value="4"]')
      await page.fill('textarea[name=words]', 'I know now whom to ask.')
      await press(page, main(page, 'form button.primary'))
      await see(page, 'worth-kept')
      await press(page, main(page, 'a[href="/programmes"]'))
      await press(page, main(page, 'a[href$="/join"]'))
      await press(page, main(page, 'form[action$="/join"] button.primary'))
      assert.match(page.url(), /joined$/)
      await page.goto('/first-weeks')
      assert.equal(await page.locator('main a[href="/programmes"]').count(), 0, 'who has joined is not asked to')

      // The host answers from the mail, signed out.
      const asked = () => mails(world, '').find(({ to, text }) => [address('Ben Osei'), address('Cleo Martin')].includes(to) && text.includes('/l/placed-worth/'))
      for (let tries = 0; !asked() && tries < 600; tries += 1) await new Promise((resolve) => setTimeout(resolve, 100))
      const question = asked()
      assert.ok(question, 'a host is asked')
      const phone = await stranger(`${linkIn(question.text, 'placed-worth')}?worth=5`)
      assert.ok(await phone.page.isChecked('input[name=worth][value="5"]'), 'the number that was pressed in the mail')
      await see(phone.page, 'worth-host')
      await press(phone.page, main(phone.page, 'form button.primary'))
      await see(phone.page, 'worth-host-done')
      const host = await enter(question.to === address('Ben Osei') ? 'Ben Osei' : 'Cleo Martin')
      await host.page.goto('/guests')
      assert.match(await host.page.locator('main').innerText(), /You said 5 of 5/)
      await see(host.page, 'guests-over')
      for (const one of [hire, phone, host]) await one.context.close()
      settle(findings, [hire, phone, host].flatMap((one) => one.complaints))
    })
  })
}
