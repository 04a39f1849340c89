// Three minutes on a phone: every kind of question, by thumb and by keys, what is right at once, and in flight mode exactly the rows that were answered.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { until } from '../start/program.ts'
import { complaintsOf, openHouse, type OpenHouse, phone } from '../support/open-house.ts'
import { itemsOfEachKind } from '../support/practice-items.ts'
import { answer, next, sure } from '../support/practise.ts'

let house: OpenHouse
const countRows = async (): Promise<number> => Number((await house.sql('select count(*) as n from practice_reviews'))[0]!['n'])

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  const { id } = await house.ask<{ id: string }>(ada, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts })
  await house.ask(ada, 'POST', '/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  const reply = await house.ask<{ added: number }>(ada, 'POST', '/api/item-imports', {
    text: itemsOfEachKind('promise', 'en'),
    language: 'en',
    state: 'live',
    principles: { promise: id },
  })
  assert.equal(reply.added, 6)
  await ada.close()
})

test('three minutes on a phone hold every kind of question, say at once what is right, and end calmly', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/today')
  await page.getByRole('link', { name: 'Practise what fades' }).click()
  await page.locator('.practice-one').waitFor()
  await sure(page)
  await page.getByText('Answer the question first.').waitFor()
  const kinds = new Set<string>()
  for (let i = 0; i < 12; i++) {
    if (await page.getByText('That was this week’s practice.').isVisible()) break
    const kind = await answer(page, i !== 1)
    kinds.add(kind)
    await page.getByRole('heading', { name: i === 1 ? 'Not yet.' : /Right\.|That can be defended\./ }).waitFor()
    assert.equal(await page.evaluate('document.activeElement.className'), 'practice-one', 'focus goes along')
    await next(page)
  }
  await page.getByText('That was this week’s practice.').waitFor()
  await page.getByText(/^\d of \d known\. What was missing comes back soon\.$/).waitFor()
  assert.deepEqual([...kinds].toSorted(), ['choice', 'judgement', 'mantra', 'match', 'multiple', 'order', 'short'])
  const rows = await house.sql('select is_right, confidence, places, words from practice_reviews order by said_at')
  assert.equal(rows.filter(({ is_right }) => is_right).length, rows.length - 1)
  await page.getByRole('link', { name: 'Back to Today' }).click()
  await page.getByText('done', { exact: true }).waitFor()
  assert.deepEqual(complaints, [])
  await lea.close()
})

test('with keys alone', async () => {
  const tom = await house.signedIn('ada@hollin.example', phone)
  const page = await tom.newPage()
  await page.goto('/practice')
  await page.locator('.practice-one').waitFor()
  const known = await countRows()
  for (let i = 0; i < 2; i++) {
    const prompt = (await page.locator('.item-prompt').first().textContent()) ?? ''
    if (/^(Choice|Judgement)/.test(prompt)) {
      await page.locator('input[type=radio]').first().focus()
      await page.keyboard.press('Space')
    } else if (prompt.startsWith('Multiple')) {
      await page.locator('input[type=checkbox]').first().focus()
      await page.keyboard.press('Space')
    } else if (/^(Short|Our)/.test(prompt)) {
      await page.getByLabel(/Your answer|How does it go/).focus()
      await page.keyboard.type('sorry')
    } else if (prompt.startsWith('Order')) {
      for (const step of await page.locator('.item-step').all()) {
        await step.focus()
        await page.keyboard.press('Enter')
      }
    } else {
      for (const [at, field] of (await page.locator('select').all()).entries()) await field.selectOption({ index: at + 1 })
    }
    await page.getByRole('button', { name: 'A guess' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('.practice-after').waitFor()
    await page.getByRole('button', { name: /Next question|To the end/ }).focus()
    await page.keyboard.press('Enter')
  }
  await until('2 rows', async () => (await countRows()) === known + 2)
  await tom.close()
})

test('in flight mode five answers are kept, after a reload too the next question is asked, and online they are five rows', async () => {
  const ada = await house.signedIn('ada@hollin.example', phone)
  const page = await ada.newPage()
  await page.goto('/practice')
  await page.locator('.practice-one').waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  // The second visit runs under the service worker, and what it loads is kept.
  await page.reload()
  await page.locator('.practice-one').waitFor()
  const known = await countRows()
  await ada.setOffline(true)
  for (let i = 0; i < 5; i++) {
    if (i === 2) {
      await page.reload()
      await page.getByText(/^3 of 5/).waitFor()
    }
    await answer(page)
    await page.locator('.practice-after').waitFor()
    await next(page)
  }
  await page.getByText('5 answers are saved on this phone and sent when there is a network.').waitFor()
  assert.equal(await countRows(), known)
  await ada.setOffline(false)
  await page.getByText(/notes? from this phone (was|were) sent/).waitFor()
  await until('5 rows', async () => (await countRows()) === known + 5)
  await page.reload()
  await page.getByText('Done for this week').waitFor()
  assert.equal(await countRows(), known + 5)
  await ada.close()
})
