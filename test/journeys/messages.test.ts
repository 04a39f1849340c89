// One's own messages in a browser: what would come now, day and hour, the switch and its undo; and the page behind a letter's link.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sha256 } from '#platform/ids.ts'
import { until } from '../start/program.ts'
import { complaintsOf, openHouse, phone } from '../support/open-house.ts'

test('a person sees what would come now, chooses day and hour, stops everything and takes it back', async () => {
  const house = await openHouse()
  Object.assign(house.platform.config, { smtpUrl: 'smtp://127.0.0.1:1', publicUrl: 'http://attune.hollin.example' })
  const ada = await house.signedIn('ada@hollin.example')
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  const { id: principleId } = await house.ask<{ id: string }>(ada, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts })
  const thanks = { id: crypto.randomUUID(), toPersonIds: [house.ids.lea], principleId, happened: 'You found the lost parcel at last.' }
  await house.ask(ada, 'POST', '/api/thanks', thanks)

  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/today')
  await page.getByRole('button', { name: /your menu/ }).click()
  await page.getByRole('menuitem', { name: 'Messages' }).click()
  await page.getByText('You found the lost parcel at last.').waitFor()
  await page.getByText('lea@hollin.example').waitFor()

  await page.getByLabel('On', { exact: true }).selectOption({ label: 'Wednesday' })
  await page.getByLabel('From', { exact: true }).fill('05:00')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/quiet hours, or outside working hours/).waitFor()
  await page.getByLabel('From', { exact: true }).fill('10:30')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.getByText(/The next one comes by e-mail: Wednesday .*10:30/).waitFor()

  const all = page.getByRole('switch')
  const isOff = async () => (await house.sql('select is_off from message_switches where person_id = $1', [house.ids.lea]))[0]?.['is_off']
  await all.uncheck()
  await page.getByText('All messages are stopped').waitFor()
  await page.getByText('Messages are stopped. What is there for you still stands here.').waitFor()
  assert.equal(await isOff(), true)
  await page.getByRole('button', { name: 'Undo' }).click()
  await until('the switch is on again', async () => (await isOff()) === false)
  await page.getByText(/The next one comes by e-mail/).waitFor()

  // A link as it stands at the foot of a letter; nobody is signed in.
  const token = Buffer.concat([Buffer.from(house.ids.organisation.replaceAll('-', ''), 'hex'), Buffer.alloc(16, 'x')]).toString('base64url')
  await house.sql('update message_switches set stop_hash = $1 where person_id = $2', [sha256(token), house.ids.lea])
  const mail = await house.visitor(phone)
  const letter = await mail.newPage()
  await letter.goto(`/stop/${token}`)
  assert.equal(await isOff(), false, 'looking changes nothing')
  await letter.getByRole('button', { name: 'Stop all messages' }).click()
  await letter.getByRole('heading', { name: 'All messages are stopped' }).waitFor()
  assert.equal(await isOff(), true)
  await letter.getByRole('button', { name: 'Let messages come again' }).click()
  await letter.getByRole('heading', { name: 'Stop all messages?' }).waitFor()
  assert.equal(await isOff(), false)
  assert.deepEqual(complaints, [])
  for (const context of [ada, lea, mail]) await context.close()
})
