// The impact study as a head of customer experience makes it: planned, drawn, tried out, registered, run, read and taken out; and with a file that has a fault.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { complaintsOf, desk, phone, readIn } from '../support/open-house.ts'
import { openShopsHouse, type ShopsHouse } from '../support/shops-house.ts'

let house: ShopsHouse
before(async () => {
  house = await openShopsHouse()
  await house.answers({ from: 0, to: 7 })
})

const files = path.resolve(import.meta.dirname, '../../docs/guide/study')
const lines = (name: string): string[] => readFileSync(path.join(files, name), 'utf8').split('\n')
const csv = (text: string[]) => ({ name: 'depots.csv', mimeType: 'text/csv', buffer: Buffer.from(text.join('\n')) })
const fits = (page: Page): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth <= innerWidth')
const step = (page: Page, name: string) => page.getByRole('region', { name })
const taken = async (page: Page, button: string) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}
async function open(address: string, view: Parameters<ShopsHouse['signedIn']>[1]): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await house.signedIn('ada@hollin.example', view)).newPage()
  const complaints = complaintsOf(page)
  await page.goto(address)
  return { page, complaints }
}

async function begin(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'No study yet' }).waitFor()
  await page.getByRole('link', { name: 'Plan a study' }).click()
  await page.getByRole('button', { name: 'Go on to teams and dates' }).click()
  await page.getByText('Please fill this in.').waitFor()
  await page.getByLabel('Name of the study').fill('Greeting course')
  await page.getByLabel('Question').fill('Are customers more satisfied after the course?')
  await page.getByLabel('Part of the house').selectOption({ label: '\u2003Shops' })
  await page.getByRole('button', { name: 'Go on to teams and dates' }).click()
  await page.getByRole('heading', { level: 1, name: 'Greeting course' }).waitFor()
}

async function planWindow(page: Page): Promise<void> {
  const part = step(page, '2. From when to when')
  // A Wednesday: the page says from which Monday it counts.
  const wednesday = new Date(Date.parse(house.mondayBefore(20)) + 2 * 86_400_000).toISOString().slice(0, 10)
  await part.getByLabel('First day').fill(wednesday)
  await part.getByText(/^Counts from Monday of that week: /).waitFor()
  await part.getByLabel('Last day').fill(new Date(Date.parse(house.mondayBefore(0)) - 86_400_000).toISOString().slice(0, 10))
  await part.getByLabel('Length of a period').selectOption('1')
  await part.getByText('20 periods in this window.').waitFor()
  await part.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
}

async function chooseTeams(page: Page): Promise<void> {
  await page.getByText('No team takes part yet.').first().waitFor()
  for (const box of await page.getByRole('checkbox', { name: 'Choose all rows shown' }).all()) await box.check()
  await page.getByText('24 chosen').waitFor()
  await page.getByRole('button', { name: 'Compared with', exact: true }).click()
  await page.getByText('Set for 24 teams.').waitFor()
  await page
    .getByText(/^Teams that start: 0\. At least 4 are needed/)
    .first()
    .waitFor()
  // One by hand, and taken back.
  await page.getByRole('checkbox', { name: 'Choose North 3' }).check()
  await page.getByRole('button', { name: 'Start on a day' }).click()
  const dialog = page.getByRole('dialog', { name: '1 team starts' })
  await dialog.getByText('Choose a day first.').waitFor()
  await dialog.getByLabel('First day').fill(house.mondayBefore(9))
  await dialog.getByRole('button', { name: 'Set the start' }).click()
  await page.getByRole('row', { name: /^Choose North 3 North 3 starts on / }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('row', { name: /^Choose North 3 North 3 compared with/ }).waitFor()
}

async function drawLot(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Draw by lot' }).click()
  const dialog = page.getByRole('dialog', { name: 'Draw by lot' })
  await dialog.getByText(/^24 teams take part\./).waitFor()
  for (const [i, weeks] of [12, 9, 6].entries()) {
    await dialog.getByLabel(`Start ${i + 1}: first day`).fill(house.mondayBefore(weeks))
    await dialog.getByLabel('Teams', { exact: true }).nth(i).fill('6')
  }
  const stairs = dialog.getByRole('list', { name: 'Who starts when' }).getByRole('listitem')
  assert.equal(await stairs.count(), 4)
  assert.match((await stairs.last().textContent()) ?? '', /Do not start.*6 teams/)
  await dialog.getByRole('button', { name: 'Draw', exact: true }).click()
  await page.getByText(/^Drawn by lot on /).waitFor()
}

test('a study is planned, drawn by lot, tried out, registered, run, read and taken out', async () => {
  const { page, complaints } = await open('/studies', desk)
  await begin(page)
  await planWindow(page)
  await chooseTeams(page)
  await drawLot(page)

  await page.getByRole('button', { name: 'Try it out' }).click()
  await page.getByText(/^A difference of [\d.]+ points or more would be seen four times out of five\.$/).waitFor()
  await page.getByText('What this rests on').click()
  await page.getByRole('table', { name: 'How often a difference of each size would be seen' }).waitFor()

  // The shops that the lot chose first do better from then on.
  const id = page.url().split('/').pop()!.split('?')[0]!
  const { teams } = await house.ask<{ teams: { unit: { id: string }; startDay: string | null }[] }>(
    page.context(),
    'GET',
    `/api/studies/${id}`,
  )
  const since = new Map(teams.flatMap(({ unit, startDay }) => (startDay === null ? [] : [[unit.id, startDay] as const])))
  assert.equal(since.size, 18)
  await house.answers({ from: 8, to: 19, since, more: 25 })

  await page.getByText('Some teams have started already.').waitFor()
  await page.getByLabel('What do you expect?').fill('Five points more.')
  await page.getByRole('button', { name: 'Register the plan' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Register the plan' }).click()
  await page.getByText('The plan is registered.').waitFor()
  const fingerprint = page.getByLabel('Fingerprint', { exact: true })
  assert.match(await fingerprint.innerText(), /^[\da-f]{64}$/)
  assert.equal(await page.getByRole('checkbox').count(), 0)
  assert.equal(await page.getByRole('button', { name: 'Draw again' }).count(), 0)

  await page.getByRole('link', { name: 'To the study' }).click()
  await page.getByRole('button', { name: 'Run the study' }).click()
  const sentence = page.getByText(/^Teams that started came out [\d.]+ points higher on “Satisfied”/)
  await sentence.waitFor()
  const points = Number(/out ([\d.]+) points/.exec((await sentence.textContent()) ?? '')?.[1])
  assert.ok(points > 20 && points < 30, `${points} points, where 25 are true`)
  await page.getByText('Registered after the first teams had started').waitFor()
  await page.getByText('Each point as a number').click()
  const rows = await page.getByRole('table', { name: 'Difference on “Satisfied”' }).getByRole('row').count()
  assert.ok(rows > 10, `${rows} rows`)
  const stairs = page.getByRole('list', { name: 'Who starts when' }).getByRole('listitem')
  assert.equal(await stairs.count(), 4)

  assert.match((await taken(page, 'Table (CSV)')).text, /^\S*unit|team/i)
  assert.match((await taken(page, 'Script (R)')).text, /att_gt/)
  assert.match((await taken(page, 'Picture (SVG)')).text, /^<svg/)
  assert.match((JSON.parse((await taken(page, 'Data (JSON)')).text) as { verdict: string }).verdict, /^(estimate|caution)$/)

  await page.getByRole('link', { name: 'Impact studies' }).first().click()
  await page.getByRole('row', { name: /Greeting course.*Satisfied.*(The comparison holds|It holds with reservations)/ }).waitFor()
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('on a phone nothing runs over the edge, and on paper there are no buttons', async () => {
  const { page, complaints } = await open('/studies', phone)
  await page.getByRole('link', { name: 'Greeting course' }).click()
  await page.getByText(/^Teams that started came out/).waitFor()
  assert.ok(await fits(page))
  await page.getByRole('tab', { name: 'Plan' }).click()
  await page.getByText(/^A difference of .* would be seen/).waitFor()
  assert.ok(await fits(page))
  await page.reload()
  await page.getByText(/^A difference of .* would be seen/).waitFor()
  await page.goBack()
  await page.getByText(/^Teams that started came out/).waitFor()
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('button').filter({ visible: true }).count(), 0)
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('in Arabic the same study reads from the right, in Arabic figures', async () => {
  const context = await house.signedIn('ada@hollin.example', { ...phone, language: 'ar' })
  await readIn(house, context, 'ar')
  const page = await context.newPage()
  await page.goto('/studies')
  await page.getByRole('link', { name: 'Greeting course' }).click()
  await page.getByText(/^الفرق التي بدأت جاءت أعلى بمقدار [٠-٩٫]+ نقطة/).waitFor()
  assert.equal(await page.evaluate('document.dir'), 'rtl')
  assert.ok(await fits(page))
  await readIn(house, context, 'en')
  await context.close()
})

test('a file with a fault names line and column; mended, it is registered, run and refused with what would help', async () => {
  const { page, complaints } = await open('/studies/new?source=file', phone)
  await page.getByLabel('Name of the study').fill('Packing course')
  await page.getByRole('button', { name: 'Go on to the file' }).click()
  await page.getByText('There is no file yet. Bring it below.').first().waitFor()
  const good = lines('cannot-tell.csv')
  const faulty = good.map((line, i) => (i === 16 ? line.replace(/^([^,]*,[^,]*,)[^,]*/, '$1about 70') : line))
  await page.locator('input[type=file]').setInputFiles(csv(faulty))
  await page.getByText('Guessed by their names.').waitFor()
  assert.equal(await page.getByLabel('Who', { exact: true }).inputValue(), 'team')
  assert.equal(await page.getByLabel('When', { exact: true }).inputValue(), 'month')
  assert.equal(await page.getByLabel('Outcome', { exact: true }).inputValue(), 'csat')
  assert.equal(await page.getByLabel('When it started').inputValue(), 'trained')
  await page.getByRole('button', { name: 'Use these columns' }).click()
  await page.getByText(/Line 17, column .?csat.?: “.?about 70.?” is no number\./).waitFor()
  assert.ok(await fits(page))
  await page.getByText('First close what is missing.').waitFor()

  await page.locator('input[type=file]').setInputFiles(csv(good))
  await page.getByText(/^Line 17, column/).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Register the plan' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Register the plan' }).click()
  await page.getByText('The plan is registered.').waitFor()
  await page.getByRole('link', { name: 'To the study' }).click()
  await page.getByRole('button', { name: 'Run the study' }).click()
  await page.getByRole('heading', { name: 'We cannot tell' }).waitFor()
  await page.getByRole('heading', { name: /^Before the start the two did not move alike/ }).waitFor()
  await page.getByText('Compare with teams that moved alike before, or draw the starts by lot.').waitFor()
  assert.equal(await page.getByText(/came out/).count(), 0)
  assert.ok(await fits(page))
  await page.getByRole('link', { name: 'See the file in the plan' }).click()
  await page.getByText('depots.csv').waitFor()
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('a long run shows how far it is, goes on while one is elsewhere, and can be stopped', async () => {
  const { page, complaints } = await open('/studies/new?source=file', desk)
  await page.getByLabel('Name of the study').fill('All shops of the country')
  await page.getByRole('button', { name: 'Go on to the file' }).click()
  // Two hundred roll-outs of ten years: longer than anybody takes to go and come back.
  const rows = Array.from({ length: 300 * 120 }, (_, i) => {
    const [shop, month] = [Math.floor(i / 120), i % 120]
    return `${shop},${month + 1},${70 + ((shop * 7 + month * 13) % 11)},${shop % 3 === 0 ? 0 : 10 + (shop % 5)}`
  })
  await page.locator('input[type=file]').setInputFiles(csv(['shop,month,csat,start', ...rows]))
  await page.getByRole('button', { name: 'Use these columns' }).click()
  await page.getByText('The file can be used.').waitFor()
  await page.getByRole('button', { name: 'Try it out' }).click()
  const bar = page.getByRole('progressbar', { name: 'Trying the plan out' })
  await bar.waitFor()
  await page.getByRole('link', { name: 'Impact studies' }).first().click()
  await page.getByRole('link', { name: 'All shops of the country' }).click()
  await bar.waitFor()
  assert.ok(Number(await bar.getAttribute('value')) < 0.9)
  await page.getByRole('button', { name: 'Stop it' }).click()
  await page.getByText('Stopped. Nothing was kept.').waitFor()
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  assert.deepEqual(complaints, [])
  await page.context().close()
})
