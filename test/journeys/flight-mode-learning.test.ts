// In a tunnel: from the third block of a lesson on without a network, two answers, five of practice, reloads; and online exactly these rows.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { parseLesson } from '#engines/lesson/parse.ts'
import { installLessonIn } from '#features/learning/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { until } from '../start/program.ts'
import { lessonText } from '../support/lesson-text.ts'
import { openHouse, type OpenHouse, phone } from '../support/open-house.ts'
import { itemsOfEachKind } from '../support/practice-items.ts'
import { answer, next as nextQuestion } from '../support/practise.ts'

let house: OpenHouse
let lessonId: string
const saved = 'Saved on this phone. It is sent when there is a network.'
const received = 'Received. Nothing of this waits on this phone any more.'

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  const { id } = await house.ask<{ id: string }>(ada, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts })
  await house.ask(ada, 'POST', '/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  const bank = { text: itemsOfEachKind('promise', 'en'), language: 'en', state: 'live', principles: { promise: id } }
  await house.ask(ada, 'POST', '/api/item-imports', bank)
  const { id: packer } = await house.ask<{ id: string }>(ada, 'POST', '/api/job-roles', { name: 'Packer' })
  await house.sql('update people set job_role_id = $1 where id = $2', [packer, house.ids.lea])
  const ctx = systemContext(house.platform, house.ids.organisation, newId())
  const { lesson } = parseLesson(lessonText('listen-first', 'Listen before you solve'))
  lessonId = await ctx.write((tx) => installLessonIn(ctx, tx, { lesson: lesson!, language: 'en', principleId: id }))
  await ada.close()
})

/** Rows of every table there is. */
async function rows(): Promise<Record<string, number>> {
  const tables = await house.sql(`select tablename as name from pg_tables where schemaname = 'public' order by 1`)
  const counts = tables.map(({ name }) => `select '${String(name)}' as name, count(*)::int as n from "${String(name)}"`)
  const found = await house.sql(counts.join(' union all '))
  return Object.fromEntries(found.map(({ name, n }) => [name as string, n as number]))
}
const more = (before: Record<string, number>, now: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(now).flatMap(([name, n]) => (n === before[name] ? [] : [[name, n - before[name]!]])))

test('flight mode in the third block: two answers and five of practice survive reloads, and are received once', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const head = (name: string) => page.getByRole('heading', { level: 2, name }).waitFor()
  const next = () => page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.goto('/practice')
  await page.locator('.practice-one').waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  // The second visit runs under the service worker, and what it loads is kept.
  await page.reload()
  await page.locator('.practice-one').waitFor()
  await page.goto(`/learn/lessons/${lessonId}`)
  await head('Why it matters to the company')
  await next()
  await head('Why it matters to you')
  await next()
  await head('Why it matters to customers')
  const stands = async () => (await house.sql('select block, finished_at from lesson_progress'))[0]
  await until('the third block was received', async () => (await stands())?.['block'] === 2)
  assert.equal(await page.getByText(saved).count(), 0, 'with a network nothing waits')
  const before = await rows()

  await lea.setOffline(true)
  await next()
  await head('What it is about')
  await page.getByText(saved).waitFor()
  await next()
  await page.getByLabel('Let her end').check()
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('Now you know what to solve.').waitFor()
  await page.reload()
  await page.getByText('Now you know what to solve.').waitFor()
  await page.getByText(saved).waitFor()
  await next()
  await head('How to do it')
  await next()
  await page.getByLabel('To say it back').check()
  await page.getByLabel('To speak faster').check()
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('It closes it.').first().waitFor()

  await page.goto('/practice')
  for (let i = 0; i < 5; i++) {
    if (i === 2) await page.reload()
    await page.getByText(new RegExp(`^${i + 1} of `)).waitFor()
    await answer(page, i !== 1)
    await page.locator('.practice-after').waitFor()
    await nextQuestion(page)
  }
  await page.getByText(saved).waitFor()
  assert.deepEqual(more(before, await rows()), {}, 'nothing left the phone')
  assert.equal(await page.getByText(received).count(), 0)

  await lea.setOffline(false)
  await page.getByText(received).waitFor()
  await page.getByText(/notes from this phone were sent/).waitFor()
  const expected = { lesson_answers: 2, practice_memories: 5, practice_reviews: 5 }
  assert.deepEqual(more(before, await rows()), expected)
  assert.deepEqual(await stands(), { block: 8, finished_at: null }, 'of the steps the last one counts')
  const answered = await house.sql('select block, chosen, is_right from lesson_answers order by answered_at')
  assert.deepEqual(answered, [
    { block: 4, chosen: [0], is_right: true },
    { block: 8, chosen: [0, 2], is_right: false },
  ])
  const reviewed = await house.sql('select is_right from practice_reviews where person_id = $1 order by said_at', [house.ids.lea])
  assert.deepEqual(
    reviewed.map(({ is_right }) => is_right),
    [true, false, true, true, true],
  )

  // Whoever opens it again sends nothing anew.
  await page.reload()
  await page.getByText(/^6 of /).waitFor()
  await page.goto(`/learn/lessons/${lessonId}`)
  await page.getByText('It closes it.').first().waitFor()
  assert.equal(await page.getByText(saved).count(), 0)
  assert.deepEqual(more(before, await rows()), expected)
  await lea.close()
})
