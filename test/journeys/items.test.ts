// A practitioner writes a question from blank to published and translated, tries it out, and takes a file in that has a mistake at first.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { until } from '../start/program.ts'
import { complaintsOf, desk, openHouse, type OpenHouse } from '../support/open-house.ts'
import { itemsOfEachKind } from '../support/practice-items.ts'

let house: OpenHouse
before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  await house.ask(ada, 'POST', '/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  await house.ask(ada, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts })
  await ada.close()
})

test('a question is written, tried, published, and translated beside its first language', async () => {
  const ada = await house.signedIn('ada@hollin.example', desk)
  const page = await ada.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/items')
  await page.getByRole('link', { name: 'Write a question' }).first().click()
  await page.locator('.principle-tile').filter({ hasText: 'Keep the promise' }).click()
  await page.getByLabel('Question', { exact: true }).fill('When do you call back?')
  for (const [i, [words, why]] of [
    ['At five, as I said', 'You keep the promise, also without news.'],
    ['When I know more', 'She waits and does not know for what.'],
  ].entries()) {
    await page.getByLabel(`Option ${i + 1}`, { exact: true }).fill(words!)
    await page.getByLabel(`To whoever chose option ${i + 1}`).fill(why!)
  }
  await page.getByLabel('Why', { exact: true }).fill('A promise of a call is a promise too.')
  await page.getByRole('button', { name: 'Save as a draft' }).click()
  await page.getByText('Before this can be asked').waitFor()
  await page.getByText('exactly one is right').waitFor()
  await page.getByLabel('Option 1 is right').check()
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.locator('.well').getByLabel('At five, as I said').check()
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await page.locator('.well').getByText('Right.', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Published', { exact: true }).first().waitFor()
  await page.getByLabel('Beside it').selectOption('de')
  const german = page.locator('.item-langs > [lang=de]')
  await german.getByLabel('Question', { exact: true }).fill('Wann rufst du zurück?')
  for (const [i, [words, why]] of [
    ['Um fünf, wie gesagt', 'Du hältst dein Versprechen, auch ohne Neues.'],
    ['Wenn ich mehr weiß', 'Sie wartet und weiß nicht, worauf.'],
  ].entries()) {
    await german.getByLabel(`Option ${i + 1}`, { exact: true }).fill(words!)
    await german.getByLabel(`To whoever chose option ${i + 1}`).fill(why!)
  }
  await german.getByLabel('Why', { exact: true }).fill('Auch ein versprochener Anruf ist ein Versprechen.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const versionNow = async () => (await house.sql('select version from items'))[0]?.['version']
  await until('it is saved with its translation', async () => (await versionNow()) === 3)
  const rows =
    await house.sql(`select i.state, i.version, array(select jsonb_object_keys(v.texts) order by 1) as languages, v.texts->'de'->'options'->0->>'isRight' as is_right
    from items i join item_versions v on v.item_id = i.id and v.version = i.version`)
  assert.deepEqual(rows, [{ state: 'live', version: 3, languages: ['de', 'en'], is_right: 'true' }])
  await page.goto('/items?q=call')
  await page.getByText('When do you call back?').first().waitFor()
  assert.deepEqual(complaints, [])
  await ada.close()
})

test('a file with a mistake says its line; mended it is taken in, and comes out again', async () => {
  const ada = await house.signedIn('ada@hollin.example', desk)
  const page = await ada.newPage()
  await page.goto('/items/files')
  const text = itemsOfEachKind('promise', 'en')
  const drop = (buffer: string) =>
    page.locator('input[type=file]').setInputFiles({ name: 'promise.json', mimeType: 'application/json', buffer: Buffer.from(buffer) })
  await drop(text.replace('"isRight":true', '"isRigth":true'))
  await page
    .getByText(/Line 1, column \d+:/)
    .first()
    .waitFor()
  await drop(text)
  await page.getByText('New: 6. Changed: 0. The same: 0. Changed here, left alone: 0.').waitFor()
  await page.getByRole('button', { name: 'Take in' }).click()
  await page.getByText('Taken in. New: 6, changed: 0.').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the file' }).click()])
  assert.equal(download.suggestedFilename(), 'items-en.json')
  await ada.close()
})
