// The way of somebody who applies for a rotation, once with scripts and once without:
//   an applicant: the call in words → ranked choices → where it stands → a place, the waitlist or "not now", with reasons
//   the leads: "these dates", or "not now" with a reason and a date; a swap → the coordinator: plan, release, swap
import assert from 'node:assert/strict'
import { describe, test, before, after } from 'node:test'
import { linkIn, mailTo, main, monday, onPaper, openBrowser, press, seeing, settle, through, until, visitor } from './house.mjs'
import { address, offer, startWorld, teamId } from './world.mjs'

// Who applies, and for which teams, best first. Search and Firmware take one guest each, and Design lets one person go,
// so one of Kim and Lars waits.
const WISHES = {
  'Ben Osei': ['Firmware', 'Search'],
  'Kim Tanaka': ['Search', 'Firmware'],
  'Lars Moen': ['Search', 'Firmware'],
  'Nils Adler': ['Firmware'],
  'Emil Roth': ['Search'],
}

let browser
before(async () => { browser = await openBrowser() })
after(async () => await browser?.close())

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    const findings = []
    const see = seeing(scripts, 'applying', findings)
    const team = {}
    const own = {}
    let world
    let office
    let call

    before(async () => {
      world = await startWorld()
      office = await world.desk('Cora Webb')
      const admin = await world.desk('Adam Frost')
      for (const name of ['Optics', 'Firmware', 'Search', 'Design', 'Supply']) team[name] = await teamId(office, name)
      for (const name of ['Search', 'Firmware']) await offer(admin, team[name], 8, 9, { rotation: '1', lend: '1' })
      for (const name of ['Optics', 'Design', 'Supply']) await offer(admin, team[name], 8, 9, { lend: '1' })
      await office.post('/admin/rotations/new', { name: 'Rotations', purpose: 'Work with another team for a while.', owner: address('Cora Webb') })
      const programme = /\/admin\/rotations\/([0-9a-f-]{36})\/new-call/.exec(await office.get('/admin/rotations'))[1]
      // Applications are taken today and tomorrow: the coordinator closes the call by hand.
      const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)
      const made = await office.post(`/admin/rotations/${programme}/new-call`, {
        step: 'save', name: 'Spring', opens_on: day(0), last_on: day(1), 'from-1': monday(8), 'weeks-1': '2', 'from-2': monday(10), 'weeks-2': '2',
        after_months: '12', choices: '3', balance: '', hours: '4', answer_days: '5', hold_hours: '',
      })
      call = made.to.split('?')[0]
      await office.post(`${call}/open`)
    })
    after(async () => await world?.stop())

    const enter = async (name) => {
      const one = await visitor(browser, world, { javaScriptEnabled: scripts })
      await through(one.page, await world.link(name))
      return one
    }
    const stranger = async (url) => {
      const one = await visitor(browser, world, { javaScriptEnabled: scripts })
      await one.page.goto(url)
      return one
    }
    const state = async (page) => await main(page, '.lead .tag').innerText()

    test('an applicant reads the call, applies, and sees where it stands', { timeout: 450_000 }, async () => {
      const lead = await enter('Gina Petit')
      await lead.page.goto('/team-rotations')
      await lead.page.fill(`textarea[name="words-${team.Search}-${call.split('/').pop()}"]`, 'You would judge rankings with us.')
      await press(lead.page, main(lead.page, 'form.card button'))
      await see(lead.page, 'team-words')

      const applicant = await enter('Ben Osei')
      const { page } = applicant
      await page.goto('/rotations')
      assert.match(await main(page, '.cards .card').innerText(), /4 March 2025/, 'since when one may go')
      await see(page, 'calls')
      await press(page, main(page, '.cards a.button'))
      const hosts = await main(page, 'table').innerText()
      assert.match(hosts, /Search\s+You would judge rankings with us\./)
      assert.doesNotMatch(hosts, /^Optics/m, 'nobody applies to their own team')
      await see(page, 'form')
      await page.selectOption('select[name=choice-1]', { label: 'Firmware' })
      await page.selectOption('select[name=choice-2]', { label: 'Firmware' })
      await page.fill('textarea[name=goals]', 'See how ranking is judged.')
      await press(page, main(page, 'button[value=check]'))
      assert.match(await page.title(), /^Error/)
      assert.equal(await page.inputValue('textarea[name=goals]'), 'See how ranking is judged.')
      assert.equal(await page.inputValue('select[name=choice-2]'), team.Firmware)
      await see(page, 'refused')
      await page.selectOption('select[name=choice-2]', { label: 'Search' })
      for (const box of await page.locator('input[name=period]').all()) await box.check()
      await press(page, main(page, 'button[value=check]'))
      assert.match(await page.locator('main').innerText(), /Anna Holt is asked by mail/)
      await see(page, 'check')
      await press(page, main(page, 'button[value=submit]'))
      own['Ben Osei'] = new URL(page.url()).pathname
      assert.match(await page.locator('main').innerText(), /Anna Holt has until/)
      await see(page, 'submitted')
      // The others hand theirs in directly.
      for (const [name, choices] of Object.entries(WISHES).slice(1)) {
        const desk = await world.desk(name)
        const ranks = choices.map((choice, n) => [`choice-${n + 1}`, team[choice]])
        const sent = await desk.post(`/rotations/${call.split('/').pop()}`, [...ranks, ['period', '0'], ['period', '1'], ['length', '1'], ['goals', 'To learn.'], ['step', 'submit']])
        own[name] = sent.to.split('?')[0]
      }
      for (const one of [lead, applicant]) await one.context.close()
      settle(findings, [...lead.complaints, ...applicant.complaints])
    })

    test('home leads say "these dates", or "not now" with a reason and a date', { timeout: 450_000 }, async () => {
      const phone = await stranger(linkIn(await mailTo(world, address('Anna Holt'), '/l/home-yes/', ''), 'home-yes'))
      await see(phone.page, 'link-home-yes')
      await press(phone.page, main(phone.page, 'form button'))
      await see(phone.page, 'link-home-yes-done')

      const lead = await enter('Mona Reed')
      const { page } = lead
      await page.goto('/team-rotations')
      await see(page, 'team-asked')
      await press(page, main(page, 'table a'))
      await see(page, 'home-word')
      const notNow = main(page, 'button[value=not-now]')
      await press(page, notNow)
      assert.match(await page.title(), /^Error/)
      await see(page, 'home-word-refused')
      await page.fill('textarea[name=reason]', 'Stocktaking until summer.')
      await page.fill('input[name=not_before]', monday(30))
      await press(page, notNow)
      const refused = await enter('Nils Adler')
      await refused.page.goto(own['Nils Adler'])
      assert.match(await refused.page.locator('main').innerText(), /Mona Reed said for Supply: not now, not before [^]*Reason: Stocktaking until summer\./)
      await see(refused.page, 'not-now')
      // Design says yes to both of its people, directly.
      const jana = await world.desk('Jana Novak')
      for (const who of ['Kim Tanaka', 'Lars Moen']) {
        await jana.post(`/team-rotations/applications/${own[who].split('/').pop()}`, [['period', '0'], ['period', '1'], ['word', 'dates']])
      }
      for (const one of [phone, lead, refused]) await one.context.close()
      settle(findings, [phone, lead, refused].flatMap((one) => one.complaints))
    })

    test('somebody takes an application back', { timeout: 180_000 }, async () => {
      const { page, context, complaints } = await enter('Emil Roth')
      await page.goto(own['Emil Roth'])
      await press(page, main(page, 'a[href$="/withdraw"]'))
      await see(page, 'withdraw')
      await press(page, main(page, 'form.confirm button'))
      assert.match(await main(page, 'table').innerText(), /Taken back/)
      await see(page, 'withdrawn')
      await context.close()
      settle(findings, complaints)
    })

    let placed
    let waits
    test('the coordinator has the call planned and releases it; who waits reads why', { timeout: 540_000 }, async () => {
      const coordinator = await enter('Cora Webb')
      const { page } = coordinator
      await page.goto(call)
      await see(page, 'call')
      await press(page, main(page, 'a[href$="/close"]'))
      await see(page, 'close')
      await press(page, main(page, 'form.confirm button'))
      await page.goto(`${call}/plan`)
      await press(page, main(page, 'a[href$="/plan/solve"]'))
      await press(page, main(page, 'form.confirm button'))
      await until(page, `${call}/plan`, async () => await page.locator('a[href$="/plan/release"]').count() > 0, 'a plan')
      await see(page, 'plan')
      await onPaper(page, 'applying-plan', `${call}/plan`, findings)
      await press(page, main(page, 'a[href$="/plan/release"]'))
      await see(page, 'release')
      await press(page, main(page, 'form.confirm button'))
      await see(page, 'released')
      for (const name of ['Kim Tanaka', 'Lars Moen']) {
        const one = await enter(name)
        await one.page.goto(own[name])
        if (await state(one.page) === 'On the waitlist') {
          waits = name
          assert.match(await one.page.locator('ol.history li').last().innerText(), /On the waitlist\.\s+(Wherever|Whenever|A place for you|In none) /)
          await see(one.page, 'waitlisted')
        } else {
          placed = name
          assert.match(await one.page.locator('ol.history').innerText(), /Place with Search/)
          await see(one.page, 'placed')
        }
        await one.context.close()
        settle(findings, one.complaints)
      }
      assert.ok(placed && waits, 'one has a place, the other waits')
      await coordinator.context.close()
      settle(findings, coordinator.complaints)
    })

    test('two people swap, when both leads and the coordinator agree', { timeout: 540_000 }, async () => {
      const asking = await enter('Ben Osei')
      const { page } = asking
      await page.goto(own['Ben Osei'])
      assert.match(await page.locator('ol.history').innerText(), /Place with Firmware/)
      await press(page, main(page, 'a[href$="/swap"]'))
      assert.doesNotMatch(await page.locator('main').innerText(), new RegExp(placed), 'whose place it is stays unsaid')
      await see(page, 'swap')
      await press(page, main(page, 'table form button'))
      await see(page, 'swap-asked')
      for (const name of [placed, 'Anna Holt', 'Jana Novak']) {
        const phone = await stranger(linkIn(await mailTo(world, address(name), '/l/swap-yes/', ''), 'swap-yes'))
        if (name === placed) await see(phone.page, 'link-swap-yes')
        await press(phone.page, main(phone.page, 'form button'))
        if (name === placed) await see(phone.page, 'link-swap-yes-done')
        await phone.context.close()
        settle(findings, phone.complaints)
      }
      const coordinator = await enter('Cora Webb')
      await coordinator.page.goto(call)
      await press(coordinator.page, main(coordinator.page, 'a[href^="/admin/swaps/"]'))
      await see(coordinator.page, 'swap-office')
      await press(coordinator.page, main(coordinator.page, 'button[value=book]'))
      await see(coordinator.page, 'swap-booked')
      await page.goto(own['Ben Osei'])
      assert.match(await page.locator('ol.history').innerText(), /Place with Search/)
      await see(page, 'swapped')
      for (const one of [asking, coordinator]) await one.context.close()
      settle(findings, [...asking.complaints, ...coordinator.complaints])
    })
  })
}
