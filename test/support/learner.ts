// Somebody who writes, takes and practises everything there is to learn: leaves a row in every table of learning and practice. For what must keep or forget all of it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseLesson } from '#engines/lesson/parse.ts'
import { parsePack } from '#engines/pack/pack.ts'
import { installLessonIn } from '#features/learning/public.ts'
import { everydayService, readFolder } from '#features/learning/service/packs/folder.ts'
import { installPack } from '#features/learning/service/packs/install.ts'
import { sweepNext } from '#features/learning/service/paths/sweep.ts'
import { jobs as practiceJobs } from '#features/practice/jobs.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId, newSecret } from '#platform/ids.ts'
import type { Timed } from '#platform/jobs/kinds.ts'
import type { Answer, Browser, House, Method, Organisation } from './house.ts'
import { lessonText } from './lesson-text.ts'
import { itemsOfEachKind } from './practice-items.ts'
import { publishedScenario } from './published-scenario.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Every table that the migrations of learning and practice make. */
export const learningTables: readonly string[] = [
  '0020_lessons',
  '0021_scenarios',
  '0022_items',
  '0023_paths',
  '0024_practice',
  '0027_assessments',
  '0028_packs',
  '0031_moments',
]
  .flatMap((name) => [...readFileSync(path.join(root, `db/migrations/${name}.sql`), 'utf8').matchAll(/^create table (\w+)/gm)])
  .map(([, table]) => table!)

interface Learner {
  /** Comes in as this person, who leads the unit. */
  own: Browser
  personId: string
  unitId: string
  /** Stands in all that they say. */
  mark: string
  /** Live; what lessons, items and themes mean. */
  principleId: string
}

/** In a house with the address of a mail server. Lessons are taught, a scenario is live, a path is begun, sittings are handed in. */
export async function learnEverything(
  { platform }: House,
  { id: organisationId, admin, adminPersonId }: Organisation,
  { own, personId, unitId, mark, principleId }: Learner,
): Promise<void> {
  const ctx = systemContext(platform, organisationId, newId())
  await admin.expect(201, 'POST', '/api/role-grants', { personId, role: 'head-of-cx', unitId: null })
  const { pack } = parsePack(await readFolder(everydayService))
  const chosen = Object.fromEntries(pack!.themes.map(({ key }) => [key, principleId]))
  await installPack(ctx, pack!, { chosen, isApplied: true })

  const { lesson } = parseLesson(lessonText('hear-out', 'Hear them out'))
  const lessonId = await ctx.write((tx) => installLessonIn(ctx, tx, { lesson: lesson!, language: 'en', principleId }))
  await own.expect(201, 'POST', '/api/lesson-imports', { language: 'en', text: lessonText('own-words', 'In own words') })
  const edge = newSecret()
  const svg = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="ear.svg"\r\ncontent-type: image/svg+xml\r\n\r\n<svg xmlns="http://www.w3.org/2000/svg"/>\r\n--${edge}--\r\n`
  const headers = { 'content-type': `multipart/form-data; boundary=${edge}` }
  await own.expect(201, 'POST', `/api/lessons/${lessonId}/files`, undefined, { headers, payload: svg })
  const where = { lessonId, language: 'en', number: 1 }
  await own.call('POST', '/api/lesson-steps', { id: newId(), ...where, block: 3 })
  await own.call('POST', '/api/lesson-answers', { id: newId(), ...where, block: 4, chosen: [0] })
  await own.expect(201, 'POST', '/api/commitments', { id: newId(), lessonId, words: `${mark} says it back.` })
  await own.expect(204, 'POST', '/api/buy-ins', { lessonId, knows: 'yes', can: 'partly' })

  const { id: jobRoleId } = await admin.expect(201, 'POST', '/api/job-roles', { name: 'Packer' })
  await own.call('PUT', `/api/role-families/${jobRoleId}`, { family: 'warehouse' })
  await own.call('PUT', '/api/scenario-themes', { theme: 'own', principleId })
  const guide = readFileSync(path.join(root, 'docs/guide/scenario-format.md'), 'utf8')
  const text = guide.split('```')[1]!.trimStart().replace('key: parcel-broken', 'key: by-hand')
  const { id: scenarioId } = await own.expect(201, 'POST', '/api/scenarios', { language: 'en', text })
  await own.call('PUT', `/api/scenarios/${scenarioId}/translations/de`, { words: {} })
  await admin.expect(201, 'POST', '/api/role-grants', { personId: adminPersonId, role: 'head-of-cx', unitId: null })
  const as =
    (who: Browser) =>
    (method: string, at: string, body?: object, version?: number): Promise<Answer> =>
      who.call(method as Method, at, body, version ? { headers: { 'if-match': `"${version}"` } } : {})
  assert.equal((await publishedScenario(scenarioId, as(own), as(admin))).status, 201)
  const moves = [0, 0].map((index) => ({ kind: 'choice', index }))
  const play = { id: newId(), scenarioId, number: 1, language: 'en', isTimed: true, startedAt: platform.clock.now().toISOString(), moves }
  await own.call('POST', '/api/scenario-plays', play)

  const bank = { text: itemsOfEachKind('by-hand', 'en'), language: 'en', state: 'live', principles: { 'by-hand': principleId } }
  await own.expect(200, 'POST', '/api/item-imports', bank)
  const page = await own.expect(200, 'GET', '/api/items?limit=200')
  const items = page.items.filter(({ key }: { key: string }) => key.startsWith('by-hand'))
  const itemIds = items.map(({ id }: { id: string }) => id)
  const short = items.find(({ kind }: { kind: string }) => kind === 'short').id
  const asked = { texts: { en: { title: 'Promises' } }, mode: 'fixed', state: 'live', itemIds }
  const { id: assessmentId } = await own.expect(201, 'POST', '/api/assessments', asked)
  const { id: sittingId } = await own.expect(201, 'POST', '/api/sittings', { id: newId(), assessmentId, language: 'en' })
  const answers = [{ itemId: short, words: `${mark} says sorry`, confidence: 'sure' }]
  await own.expect(201, 'POST', '/api/sitting-submissions', { sittingId, answers })

  const review = { id: newId(), kind: 'item', subjectId: short, version: 1, language: 'en', words: `${mark} is sorry` }
  await own.expect(201, 'POST', '/api/practice-reviews', review)
  await own.expect(200, 'PUT', '/api/practice-settings', { workingDays: [1, 2, 3] })
  await own.expect(201, 'POST', '/api/practice-refreshers', { unitId, principleId })
  await practiceJobs.find((one): one is Timed => one.name === 'practice.count-recall')!.perOrganisation!(ctx)

  const steps = [{ kind: 'lesson', id: lessonId }]
  const written = { title: 'First weeks', dueDays: 0, leaderDueDays: 0, startsOn: '2026-11-02', steps }
  const { id: pathId } = await own.expect(201, 'POST', '/api/paths', written)
  const started = await own.call('POST', `/api/paths/${pathId}/starts`)
  assert.ok(started.status < 300, started.text)
  while (await sweepNext(ctx));
  await own.expect(201, 'POST', '/api/path-reminders', { pathId, unitId })
}
