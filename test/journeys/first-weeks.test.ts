// A picker's first week on the phone, by badge and PIN; and a leader's, who goes first. With the real lessons of "Everyday service", and paths over them.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { parsePack } from '#engines/pack/pack.ts'
import { everydayService, readFolder } from '#features/learning/service/packs/folder.ts'
import { installPack } from '#features/learning/service/packs/install.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { jobs } from '../../src/assembly.ts'
import { complaintsOf, onToday, openHouse, type OpenHouse, phone, tapPin } from '../support/open-house.ts'

const principles: [name: string, colour: string, icon: string, meaning: string][] = [
  ['See the person', 'sky', 'eye', 'We look up, use the name, and ask one question more.'],
  ['Keep the promise', 'navy', 'link', 'We do what we said, when we said it.'],
  ['Make it easy', 'leaf', 'feather', 'One person, one call, one page.'],
  ['Say it early', 'rose', 'speakerphone', 'When something goes wrong, you hear it from us first.'],
  ['Own it to the end', 'violet', 'flag', 'Whoever hears it keeps it, until you say it is solved.'],
  ['Leave it better', 'umber', 'seedling', 'We fix what broke, and then what broke it.'],
]
const hindrance = 'No void filler after 18:00, a rule of the depot'

let house: OpenHouse
let picker: BrowserContext
let page: Page
const rounds = jobs.filter((job): job is Round => job.kind === 'round' && /^(learning|events)\./.test(job.name))
const settle = () => settleRounds(house.platform, rounds, [house.ids.organisation])

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  await house.ask(ada, 'POST', '/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  for (const [name, colour, icon, meaning] of principles)
    await house.ask(ada, 'POST', '/api/principles', { colour, icon, texts: { en: { name, meaning } } })
  const roleId = async (name: string) => (await house.ask<{ id: string }>(ada, 'POST', '/api/job-roles', { name })).id
  const [packer, head] = [await roleId('Packer'), await roleId('Team leader')]
  await house.sql('update people set job_role_id = $1, manager_id = $2 where id = any($3)', [
    packer,
    house.ids.lea,
    [house.ids.amina, house.ids.tom],
  ])
  await house.sql('update people set job_role_id = $1 where id = $2', [head, house.ids.lea])
  const { pack } = parsePack(await readFolder(everydayService))
  await installPack(systemContext(house.platform, house.ids.organisation, newId()), pack!, { isApplied: true })
  const taught = await house.sql('select id, key from lessons')
  const steps = (...keys: string[]) => keys.map((key) => ({ kind: 'lesson', id: taught.find((one) => one['key'] === key)!['id'] }))
  const start = async (body: object) => {
    const made = await house.ask<{ id: string }>(ada, 'POST', '/api/paths', { startsOn: new Date().toISOString().slice(0, 10), ...body })
    await house.ask(ada, 'POST', `/api/paths/${made.id}/starts`)
  }
  await start({ title: 'Leaders go first', who: 'leaders', dueDays: 3, leaderDueDays: 3, steps: steps('remove-obstacle') })
  await start({
    title: 'First days in the depot',
    unitIds: [house.ids.depot],
    dueDays: 10,
    leaderDueDays: 5,
    steps: steps('listen-first', 'first-to-hear'),
  })
  await settle()
  await ada.close()
})

/** Goes through a lesson as somebody does who reads, tries and taps, to what they will do. */
async function take(at: Page): Promise<void> {
  for (let screens = 0; screens < 20; screens++) {
    const check = at.getByRole('button', { name: 'Check', exact: true })
    for (const question of await check.all()) {
      void question
      await at.locator('.lesson-question fieldset:not([disabled]) input').first().check()
      await check.first().click()
      await at.locator('.lesson-said').last().waitFor()
    }
    const commit = at.getByRole('button', { name: 'I will do this' })
    if (await commit.isVisible()) {
      await at.locator('.lesson-suggestion').first().click()
      await commit.click()
      await at.getByRole('heading', { name: 'Lesson finished' }).waitFor()
      return
    }
    const where = await at
      .getByText(/^\d+ of \d+$/)
      .first()
      .textContent()
    await at.getByRole('button', { name: 'Next', exact: true }).click()
    await at.getByText(where!, { exact: true }).first().waitFor({ state: 'detached' })
  }
  assert.fail('a lesson has no end')
}
const tap = (at: Page, question: string, word: string) =>
  at.getByRole('group', { name: question }).getByRole('radio', { name: word }).check()

test('the picker comes in with a badge and a PIN, and the plan is there on the first day, with why', async () => {
  const admin = await house.signedIn('ada@hollin.example')
  const { address, startPin } = await house.ask<{ address: string; startPin: string }>(admin, 'POST', '/api/badges', {
    personId: house.ids.amina,
  })
  await admin.close()
  picker = await house.visitor({ ...phone, context: { hasTouch: true } })
  page = await picker.newPage()
  await page.goto(address)
  await page.getByText('Now the 4 digits only you know.').waitFor()
  await tapPin(page, startPin)
  await page.getByRole('heading', { name: 'Choose a PIN of your own' }).waitFor()
  await tapPin(page, '7391')
  await page.getByText('Once more, so that it is right.').waitFor()
  await tapPin(page, '7391')
  await onToday(page, 'Amina')
  await page.goto('/learn')
  const plan = page.getByRole('region', { name: 'First days in the depot' })
  await plan.getByText('0 of 2 done').waitFor()
  await plan.getByText('Why? “First days in the depot” is for Northgate depot and everything below it.').waitFor()
  assert.equal(await page.getByText('Leaders go first').count(), 0)
})

test('one next step leads into the first lesson, told for the warehouse, and to what she will do', async () => {
  const complaints = complaintsOf(page)
  await page.getByRole('link', { name: 'Begin' }).tap()
  await page.waitForURL('**/learn/lessons/**')
  await take(page)
  const [answers] = await house.sql('select count(*)::int as n from lesson_answers where person_id = $1', [house.ids.amina])
  assert.ok(Number(answers!['n']) > 0)
  assert.deepEqual(complaints, [])
})

test('she knows and she will, but she can’t: what stops her is an obstacle in one tap', async () => {
  await tap(page, 'I know what is meant', 'Yes')
  await tap(page, 'I will do it', 'Yes')
  assert.equal(await page.getByRole('heading', { name: 'What stops you?' }).count(), 0)
  await tap(page, 'I can do it', 'No')
  await page.getByLabel('Something else').fill(hindrance)
  await page.getByRole('button', { name: 'This stops me' }).tap()
  await page.getByText('It is raised. A leader will answer.').waitFor()
  await page.goto('/learn')
  await page.getByRole('region', { name: 'First days in the depot' }).getByText('1 of 2 done').waitFor()
})

test('three minutes of practice bring back what she learned', async () => {
  await page.goto('/practice')
  const one = page.locator('.practice-one')
  await one.waitFor()
  for (let i = 0; i < 20 && !(await page.getByText('That was this week’s practice.').isVisible()); i++) {
    if (await page.getByLabel('How does it go?').isVisible()) await page.getByLabel('How does it go?').fill('every parcel is a promise')
    else if (await page.getByLabel('Your answer').isVisible()) await page.getByLabel('Your answer').fill('sorry')
    else if ((await page.locator('.item-step').count()) > 0) for (const step of await page.locator('.item-step').all()) await step.tap()
    else if ((await one.locator('select').count()) > 0)
      for (const [at, field] of (await one.locator('select').all()).entries()) await field.selectOption({ index: at + 1 })
    else await one.locator('input[type=radio], input[type=checkbox]').first().check()
    await page.getByRole('button', { name: 'Rather sure', exact: true }).tap()
    await page.locator('.practice-after').waitFor()
    await page.getByRole('button', { name: /Next question|To the end/ }).tap()
    await page.locator('.practice-after').waitFor({ state: 'detached' })
  }
  await page.getByText('That was this week’s practice.').waitFor()
  const [reviews] = await house.sql('select count(*)::int as n from practice_reviews where person_id = $1', [house.ids.amina])
  assert.ok(Number(reviews!['n']) >= 3, JSON.stringify(reviews))
})

test('a week later it asks once whether she did', async () => {
  await house.sql('update commitments set asked_from = current_date - 1 where person_id = $1', [house.ids.amina])
  await page.goto('/learn')
  await page.getByRole('group', { name: 'Did you?' }).getByRole('button', { name: 'I did it' }).tap()
  await page.getByText('1 thing done as you said.').waitFor()
  await page.reload()
  await page.getByRole('region', { name: 'First days in the depot' }).waitFor()
  assert.equal(await page.getByRole('group', { name: 'Did you?' }).count(), 0)
  await picker.close()
})

test('a leader’s own path comes first, and she takes it herself', async () => {
  const lea = await house.signedIn('lea@hollin.example', { ...phone, context: { hasTouch: true } })
  const at = await lea.newPage()
  const complaints = complaintsOf(at)
  await at.goto('/learn')
  const plans = at.getByRole('region', { name: 'My plan' }).getByRole('heading', { level: 3 })
  await plans.first().waitFor()
  assert.deepEqual(await plans.allTextContents(), ['Leaders go first', 'First days in the depot'])
  await at.getByText('Why? “Leaders go first” is for leaders.').waitFor()
  await at.getByRole('link', { name: 'Begin' }).tap()
  await take(at)
  await at.goto('/learn')
  await at.getByRole('region', { name: 'Leaders go first' }).getByText('Finished', { exact: true }).waitFor()
  assert.deepEqual(complaints, [])
  await lea.close()
})

test('then she sees where it has not arrived, reminds her team, and answers what stopped one of them', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const at = await lea.newPage()
  const complaints = complaintsOf(at)
  await at.goto('/coverage')
  await at.getByLabel('Path', { exact: true }).selectOption({ label: 'First days in the depot' })
  await at.getByText('0 % (0 of 3)').waitFor()
  const people = at.getByRole('table', { name: 'People' })
  assert.match((await people.getByRole('row').nth(1).textContent()) ?? '', /Lea/, 'leaders first')
  await people.getByText('Amina').waitFor()
  await at.getByRole('button', { name: 'Remind who has not finished' }).click()
  await at.getByRole('alertdialog').getByRole('button', { name: 'Remind' }).click()
  await at.getByText('3 people are reminded.').waitFor()
  await at.getByRole('button', { name: 'Remind who has not finished' }).click()
  await at.getByRole('alertdialog').getByRole('button', { name: 'Remind' }).click()
  await at.getByText('0 people are reminded. 3 were reminded this week already.').waitFor()
  await at.goto('/obstacles')
  await at.getByRole('link', { name: hindrance }).click()
  await at.getByRole('heading', { level: 1, name: hindrance }).waitFor()
  await at.getByRole('button', { name: 'Write the answer' }).click()
  await at.getByRole('radio', { name: /^Ours/ }).check()
  await at.getByRole('button', { name: 'Keep the judgement' }).click()
  await at.getByText('Judged.').waitFor()
  await at.getByRole('radio', { name: 'Removed' }).check()
  await at.getByLabel('In your words').fill('The rule is gone. Void filler is on the shelf by table 3, all evening.')
  await at.getByRole('button', { name: 'Answer', exact: true }).click()
  await at.getByText(/^Answered\./).waitFor()
  const [answered] = await house.sql('select answer, raised_by, is_unnamed from obstacles')
  assert.deepEqual(answered, { answer: 'removed', raised_by: house.ids.amina, is_unnamed: true })
  assert.deepEqual(complaints, [])
  await lea.close()
})
