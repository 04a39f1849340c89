// A lesson on the phone: by keyboard, in flight mode, resumed, with one's own variant; and "I will", asked about once.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { parseLesson } from '#engines/lesson/parse.ts'
import { installLessonIn } from '#features/learning/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { lessonText } from '../support/lesson-text.ts'
import { complaintsOf, openHouse, type OpenHouse, phone } from '../support/open-house.ts'

let house: OpenHouse
const rows = async (table: string): Promise<number> =>
  Number((await house.sql(`select count(*) as n from ${table} where person_id = $1`, [house.ids.lea]))[0]!.n)
const counts = () => Promise.all(['lesson_progress', 'lesson_answers', 'commitments'].map(rows))
async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 40_000
  while (!(await isSo())) {
    assert.ok(performance.now() < deadline, what)
    await new Promise((done) => setTimeout(done, 100))
  }
}
async function install(key: string, title: string): Promise<string> {
  const { lesson, faults } = parseLesson(lessonText(key, title))
  assert.deepEqual(faults, [])
  const ctx = systemContext(house.platform, house.ids.organisation, newId())
  return ctx.write((tx) => installLessonIn(ctx, tx, { lesson: lesson!, language: 'en', principleId: null }))
}
const next = (page: Page) => page.getByRole('button', { name: 'Next', exact: true })
const head = (page: Page, name: string) => page.getByRole('heading', { level: 2, name }).waitFor()

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  const role = await house.ask<{ id: string }>(ada, 'POST', '/api/job-roles', { name: 'Packer' })
  await house.sql('update people set job_role_id = $1 where id = $2', [role.id, house.ids.lea])
  await install('listen-first', 'Listen before you solve')
  await ada.close()
})

test('by keyboard alone: each screen says where one is, and a choice is answered in words', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/learn')
  await page.getByRole('link', { name: 'Begin' }).focus()
  await page.keyboard.press('Enter')
  for (const name of ['Why it matters to the company', 'Why it matters to you', 'Why it matters to customers', 'What it is about']) {
    await head(page, name)
    await next(page).focus()
    await page.keyboard.press('Enter')
  }
  await head(page, 'Try it')
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Try it', 'the focus goes along')
  await page.getByRole('radio', { name: 'Offer money' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.getByText('Perhaps nobody wanted money.').waitFor()
  await page.getByRole('button', { name: 'Try again' }).press('Enter')
  await page.getByRole('radio', { name: 'Let her end' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.getByText('Now you know what to solve.').waitFor()
  await next(page).press('Enter')
  await head(page, 'How to do it')
  await page.getByText('In your work: Warehouse').waitFor()
  assert.equal(await page.getByText('On the phone:').count(), 0)
  await until(async () => (await rows('lesson_answers')) === 2, 'both answers were received')
  assert.deepEqual(complaints, [])
  await lea.close()
})

test('another day, another phone: it goes on where one was', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  await page.goto('/learn')
  await page.getByRole('link', { name: 'Go on' }).click()
  await head(page, 'How to do it')
  await lea.close()
})

test('flight mode in the third block: answers, a reload and “I will” come to exactly the rows expected', async () => {
  const second = await install('keep-it', 'Keep what you promised')
  await house.sql('delete from lesson_answers')
  await house.sql('delete from lesson_progress')
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  await page.goto(`/learn/lessons/${second}`)
  await head(page, 'Why it matters to the company')
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  // The second visit runs under the service worker, and what it loads is kept.
  await page.reload()
  for (const name of ['Why it matters to the company', 'Why it matters to you']) {
    await head(page, name)
    await next(page).click()
  }
  await head(page, 'Why it matters to customers')
  await until(async () => (await rows('lesson_progress')) === 1, 'the step before was received')
  await lea.setOffline(true)
  await next(page).click()
  await next(page).click()
  await page.getByLabel('Let her end').check()
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('Now you know what to solve.').waitFor()
  await next(page).click()
  await head(page, 'How to do it')
  await next(page).click()
  await page.getByLabel('To say it back').check()
  await page.getByLabel('To ask what happened').check()
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('That is it.').waitFor()
  await page.reload()
  await page.getByText('That is it.').waitFor()
  await page.getByText('Without a network.').waitFor()
  await next(page).click()
  await page.getByLabel('For yourself').fill('When the till was down and nobody shouted.')
  await next(page).click()
  await page.getByRole('button', { name: 'Say it back once a day' }).click()
  await page.getByRole('button', { name: 'I will do this' }).click()
  await page.getByRole('heading', { name: 'Lesson finished' }).waitFor()
  assert.deepEqual(await counts(), [1, 0, 0], 'nothing left the phone')
  await lea.setOffline(false)
  await until(async () => (await counts()).join() === '1,2,1', 'all is there')
  const [progress] = await house.sql('select finished_at from lesson_progress where person_id = $1 and lesson_id = $2', [
    house.ids.lea,
    second,
  ])
  await until(async () => (await house.sql('select 1 from lesson_progress where finished_at is not null')).length === 1, 'it is finished')
  assert.ok(progress)
  const [{ everything }] = (await house.sql(
    `select (select coalesce(string_agg(row_to_json(a)::text, ''), '') from lesson_answers a) || (select string_agg(row_to_json(c)::text, '') from commitments c) as everything`,
  )) as [{ everything: string }]
  assert.ok(!everything.includes('nobody shouted'), 'a thought stays on the phone')
  await page.goto('/learn')
  await page.getByText('Say it back once a day').waitFor()
  await lea.close()
})

test('“did you?” is asked once', async () => {
  await house.sql(`update commitments set asked_from = current_date - 1`)
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  await page.goto('/learn')
  await page.getByRole('button', { name: 'I did it' }).click()
  await page.getByText('1 thing done as you said.').waitFor()
  await page.reload()
  await page.getByText('1 thing done as you said.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'I did it' }).count(), 0)
  await lea.close()
})

test('the player’s script is at most 60 kB beyond the shell', async (t) => {
  const [{ id }] = (await house.sql('select id from lessons limit 1')) as [{ id: string }]
  const scriptsOf = async (path: string): Promise<Map<string, number>> => {
    const lea = await house.signedIn('lea@hollin.example', phone)
    const page = await lea.newPage()
    const found = new Map<string, number>()
    const reading: Promise<void>[] = []
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (pathname.endsWith('.js') && pathname.startsWith('/assets/'))
        reading.push(response.body().then((bytes) => void found.set(pathname, gzipSync(bytes).length)))
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    await Promise.all(reading)
    await lea.close()
    return found
  }
  const shell = await scriptsOf('/today')
  const player = await scriptsOf(`/learn/lessons/${id}`)
  const bytes = [...player].reduce((sum, [name, size]) => sum + (shell.has(name) ? 0 : size), 0)
  t.diagnostic(`player ${bytes} bytes gzip beyond the shell, ${[...player.keys()].filter((name) => !shell.has(name)).length} files`)
  assert.ok(player.size > 2 && bytes > 0 && bytes < 60_000, `${bytes} bytes`)
})
