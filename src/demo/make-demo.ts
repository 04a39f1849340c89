// The demonstration company, made by the same functions as any other: an organisation, its sites, and the staff list through the import.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createFirstAdministrator, ensureAccounts, giveRole, hashNewSecret, setPassword } from '#features/accounts/public.ts'
import { writeHuddles } from '#features/huddles/public.ts'
import {
  addSite,
  createOrganisation,
  findOrganisations,
  listPeople,
  personCard,
  startApplication,
  startImport,
} from '#features/people/public.ts'
import type { Role } from '#platform/access/policy.ts'
import { type Context, systemContext } from '#platform/http/context.ts'
import { newCode, newId } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { addAuthority } from './authority.ts'
import { addDecisions } from './decisions.ts'
import { openHouse } from './house.ts'
import { addPastHuddles } from './huddles.ts'
import { addParcelJourney } from './journey.ts'
import { addLanguage, beginMantra } from './language.ts'
import { addLearning } from './learning.ts'
import { addObstacles } from './obstacles.ts'
import { addProof } from './proof.ts'
import { addStudies } from './studies.ts'
import { addThanks } from './thanks.ts'
import { addVoice } from './voice.ts'

export const demoFile = path.resolve(import.meta.dirname, '..', '..', 'content', 'demo', 'people.csv')
const sites: [name: string, timeZone: string][] = [
  ['Leiden', 'Europe/Amsterdam'],
  ['Utrecht', 'Europe/Amsterdam'],
  ['Berlin', 'Europe/Berlin'],
  ['Hamburg', 'Europe/Berlin'],
  ['Manchester', 'Europe/London'],
  ['Northgate', 'Europe/London'],
  ['Dubai', 'Asia/Dubai'],
]
/** People to look around as. The first one administers. */
const guides: { email: string; role: Role; is: string }[] = [
  { email: 'ines.duarte@hollin.example', role: 'executive', is: 'managing director, administrator' },
  { email: 'ruth.adler@hollin.example', role: 'head-of-cx', is: 'head of customer experience' },
  { email: 'rosa.silva@hollin.example', role: 'hr', is: 'head of people' },
  { email: 'marta.kovac@hollin.example', role: 'employee', is: 'head of the depot' },
  { email: 'lea.brandt@hollin.example', role: 'employee', is: 'leads Packing' },
  { email: 'gita.sharma@hollin.example', role: 'employee', is: 'leads the phone team' },
  { email: 'koen.meijer@hollin.example', role: 'employee', is: 'service agent on the phone, level 2' },
]

export interface Demo {
  organisationId: string
  administratorId: string
  people: number
  password: string
  signIns: { email: string; is: string }[]
}

export async function findDemo(platform: Platform): Promise<string | undefined> {
  return (await findOrganisations(platform.db)).find(({ isDemo }) => isDemo)?.id
}

/**
 * Takes some ten seconds. A server has one demonstration; call it only where `findDemo` finds none. `isEve`: as it was on the evening before the
 * parcel arrived broken, so that a test may play the story.
 */
export async function makeDemo(platform: Platform, options: { isEve?: boolean } = {}): Promise<Demo> {
  const password = `hollin-${newCode(8).toLowerCase()}`
  const passwordHash = await hashNewSecret(platform, 'password', password)
  const created = await createOrganisation(
    platform,
    {
      name: 'Hollin',
      languages: ['en', 'de', 'ar'],
      defaultLanguage: 'en',
      timeZone: 'Europe/London',
      isDemo: true,
      firstPerson: { givenName: 'Ines', familyName: 'Duarte', email: guides[0]!.email },
    },
    newId(),
    async (tx, ctx, { personId }) => {
      await createFirstAdministrator(tx, ctx, { personId, passwordHash })
      await beginMantra(tx, ctx)
    },
  )
  const ctx = systemContext(platform, created.organisationId, newId())
  for (const [name, timeZone] of sites) await addSite(ctx, { name, timeZone })
  const { id, planned } = await startImport(ctx, { name: 'people.csv', bytes: await readFile(demoFile) }, { absent: 'keep' })
  await planned
  const { applied } = await startApplication(ctx, id, null)
  await applied
  await addLanguage(ctx)
  await openDoors(ctx, passwordHash)
  await liveThrough(ctx, options)
  const { total } = await listPeople(ctx, { status: 'active', sort: 'name', limit: 1 })
  return {
    organisationId: created.organisationId,
    administratorId: created.personId,
    people: total?.count ?? 0,
    password,
    signIns: guides.map(({ email, is }) => ({ email, is })),
  }
}

/** The last weeks: the journey, who may what, what was shown, said, decided and in the way. */
async function liveThrough(ctx: Context, options: { isEve?: boolean }): Promise<void> {
  const house = await openHouse(ctx, options)
  const steps = await addParcelJourney(house)
  await addProof(house)
  await addLearning(house)
  await addPastHuddles(house)
  const rules = await addAuthority(house)
  const answers = await addVoice(house, steps)
  await addObstacles(house, { steps, rules })
  await addDecisions(house, { steps, rules, answers })
  await addThanks(house)
  await addStudies(house)
  await writeHuddles(ctx)
}

/** The guides sign in with the one password that the command prints. */
async function openDoors(ctx: Context, passwordHash: string): Promise<void> {
  for (const { email, role } of guides) {
    const found = await listPeople(ctx, { search: email.split('@')[0]!, status: 'active', sort: 'name', limit: 1 })
    const personId = found.items[0]?.id
    if (!personId) throw new Error(`the demonstration's staff list has nobody at ${email}`)
    await ctx.write(async (tx) => {
      const card = (await personCard(tx, [personId])).get(personId)!
      const account = (await ensureAccounts(tx, ctx, [card])).get(personId)!
      await setPassword(tx, account.id, passwordHash)
      if (role !== 'employee') await giveRole(tx, ctx, { personId, role, unitId: null })
    })
  }
}
