// From a rule to somebody's plan: previewed and started in Studio, done on the phone, seen and reminded by who leads; and what stops me, in one tap.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { parseLesson } from '#engines/lesson/parse.ts'
import { installLessonIn } from '#features/learning/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { jobs } from '../../src/assembly.ts'
import { lessonText } from '../support/lesson-text.ts'
import { complaintsOf, desk, openHouse, type OpenHouse, phone } from '../support/open-house.ts'

let house: OpenHouse
const rounds = jobs.filter((job): job is Round => job.kind === 'round' && /^(learning|events)\./.test(job.name))
const settle = () => settleRounds(house.platform, rounds, [house.ids.organisation])
let lessonId: string

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  const role = await house.ask<{ id: string }>(ada, 'POST', '/api/job-roles', { name: 'Packer' })
  await house.sql('update people set job_role_id = $1 where id = any($2)', [role.id, [house.ids.amina, house.ids.tom]])
  await house.sql(
    "insert into role_grants (id, organisation_id, person_id, role, source, created_at) values (gen_random_uuid(), $1, $2, 'head-of-cx', 'given', now())",
    [house.ids.organisation, house.ids.ada],
  )
  const ctx = systemContext(house.platform, house.ids.organisation, newId())
  const { lesson } = parseLesson(lessonText('listen-first', 'Listen before you solve'))
  lessonId = await ctx.write((tx) => installLessonIn(ctx, tx, { lesson: lesson!, language: 'en', principleId: null }))
  await settle()
  await ada.close()
})

test('a path is written, shows whom it reaches while it is written, and goes live', async () => {
  const ada = await house.signedIn('ada@hollin.example', desk)
  const page = await ada.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/paths')
  await page.getByRole('link', { name: 'Write a path' }).click()
  await page.getByRole('textbox', { name: 'Title' }).fill('First weeks')
  const reach = page.getByRole('region', { name: 'Whom it reaches today' })
  await page.getByRole('combobox', { name: /^Units/ }).selectOption(house.ids.packing)
  await reach.getByText('Packing').waitFor()
  await page.getByRole('combobox', { name: /^Add a step/ }).selectOption(lessonId)
  // As somebody it is for, and as somebody it is not for: the words are the ones that will stand in the plan.
  const asPerson = page.getByRole('region', { name: 'As somebody would see it' })
  const lookAs = async (name: string) => {
    await asPerson.getByRole('combobox', { name: /^Person/ }).fill(name)
    await page.getByRole('option', { name }).click()
  }
  await lookAs('Amina')
  await asPerson.getByText('Gets this path', { exact: true }).waitFor()
  await asPerson.getByText('“First weeks” is for Packing and everything below it.').waitFor()
  await lookAs('Samir')
  await asPerson.getByText('It asks for another unit. Here it is: Picking.').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name: 'First weeks' }).waitFor()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Start' }).click()
  await page.getByText('Plans are being made', { exact: true }).waitFor()
  await settle()
  await page.reload()
  await page.getByText('Live', { exact: true }).waitFor()
  assert.deepEqual(complaints, [])
  await ada.close()
})

test('on the phone it stands in order, with why and one next step; after it three taps, and what stops me in one', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/learn')
  await page.getByRole('heading', { name: 'My plan' }).waitFor()
  await page.getByText('Why? “First weeks” is for Packing and everything below it.').waitFor()
  await page.getByRole('link', { name: 'Begin' }).click()
  await page.waitForURL(`**/learn/lessons/${lessonId}**`)
  await house.ask(lea, 'POST', '/api/lesson-steps', { id: newId(), lessonId, language: 'en', number: 1, block: 5, isFinished: true })
  await page.goto(`/learn/lessons/${lessonId}?step=done`)
  const tap = (question: string, word: string) => page.getByRole('group', { name: question }).getByRole('radio', { name: word }).check()
  await tap('I know what is meant', 'Yes')
  // In a tunnel: what is tapped and said stays on the phone, and a reload loses nothing of it.
  await lea.setOffline(true)
  await tap('I can do it', 'No')
  await tap('I will do it', 'Partly')
  await page.getByRole('heading', { name: 'What stops you?' }).waitFor()
  await page.getByLabel('Something else').fill('No void filler after 18:00, a rule of the depot')
  await page.getByRole('button', { name: 'This stops me' }).click()
  await page.getByText('Kept on this phone. It goes out as soon as there is a network.').waitFor()
  assert.deepEqual(await house.sql('select 1 from obstacles'), [])
  await lea.setOffline(false)
  await page.reload()
  const checked = (question: string, word: string) =>
    page.getByRole('group', { name: question }).getByRole('radio', { name: word, checked: true }).waitFor()
  await checked('I know what is meant', 'Yes')
  await checked('I can do it', 'No')
  await checked('I will do it', 'Partly')
  await page.getByRole('button', { name: 'No void filler after 18:00, a rule of the depot' }).click()
  await page.getByText('Your voice is counted.').waitFor()
  const rows = await house.sql('select title from obstacles')
  assert.equal(rows.length, 1)
  assert.deepEqual(await house.sql('select knows, can, will from buy_ins'), [{ knows: 'yes', can: 'no', will: 'partly' }])
  await page.goto('/learn')
  await page.getByText('Finished', { exact: true }).waitFor()
  assert.deepEqual(
    complaints.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED')),
    [],
  )
  await lea.close()
})

test('who leads sees who is missing, and reminds with one click', async () => {
  const lea = await house.signedIn('lea@hollin.example', desk)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/coverage')
  await page.getByRole('heading', { name: 'Who is not taught yet' }).waitFor()
  const people = page.getByRole('table', { name: 'People' })
  await people.getByText('Amina').waitFor()
  await page.getByRole('searchbox', { name: 'Search units and people' }).fill('tom')
  await people.getByText('Amina').waitFor({ state: 'detached' })
  await people.getByText('Tom').waitFor()
  await page.getByRole('searchbox', { name: 'Search units and people' }).fill('')
  await page.getByRole('button', { name: 'Remind who has not finished' }).click()
  await page.getByRole('alertdialog').getByText('2 people have not finished.').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remind' }).click()
  await page.getByText('2 people are reminded.').waitFor()
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV', exact: true }).click()
  assert.equal((await file).suggestedFilename(), 'coverage.csv')
  assert.deepEqual(complaints, [])
  await lea.close()
})
