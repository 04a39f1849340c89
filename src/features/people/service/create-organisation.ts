import { fold } from '#engines/text/fold.ts'
import { dayIn } from '#platform/clock.ts'
import { type Context, systemContext, type WriteTx } from '#platform/http/context.ts'
// An organisation begins with its settings, one unit that bears its name, and its first person.
import { newId } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { displayNameOf, keyOf, sortKeyOf, wordsOf } from '../names.ts'
import { tellParticipants } from '../participants.ts'
import { insertAssignments } from '../store/assignments.ts'
import { insertOrganisation, insertSettings, isSlugTaken } from '../store/organisations.ts'
import { insertPeople } from '../store/people.ts'
import { insertUnits } from '../store/units.ts'

export interface NewOrganisation {
  name: string
  languages: string[]
  defaultLanguage: string
  timeZone: string
  isDemo?: boolean
  firstPerson: { givenName: string | null; familyName: string | null; email: string | null }
}
export interface CreatedOrganisation {
  organisationId: string
  personId: string
  rootUnitId: string
}

/** One transaction; `also` adds what features to the right begin with (the first account, the mantra). */
export async function createOrganisation(
  platform: Platform,
  input: NewOrganisation,
  requestId: string,
  also: (tx: WriteTx, ctx: Context, created: CreatedOrganisation) => Promise<void> = async () => undefined,
): Promise<CreatedOrganisation> {
  const created = { organisationId: newId(), personId: newId(), rootUnitId: newId() }
  const ctx = systemContext(platform, created.organisationId, requestId)
  const at = ctx.now().toISOString()
  await ctx.write(async (tx) => {
    await insertOrganisation(
      tx,
      { id: created.organisationId, name: input.name, slug: await freeSlug(tx, input.name), isDemo: input.isDemo ?? false },
      at,
    )
    const { languages, defaultLanguage, timeZone, isDemo = false } = input
    // The demonstration has lived for weeks.
    await insertSettings(tx, { languages, defaultLanguage, timeZone, showsFirstDays: !isDemo, at })
    await insertUnits(
      tx,
      [
        {
          id: created.rootUnitId,
          parentId: null,
          name: input.name,
          nameKey: keyOf(input.name),
          code: null,
          siteId: null,
          ancestorIds: [created.rootUnitId],
        },
      ],
      at,
    )
    const parts = { ...input.firstPerson, hrNumber: null }
    const today = dayIn(input.timeZone, ctx.now())
    const place = { unitId: created.rootUnitId, jobRoleId: null, siteId: null, managerId: null, leadsUnit: true }
    await insertPeople(
      tx,
      [
        {
          id: created.personId,
          ...parts,
          ...place,
          displayName: displayNameOf(parts) ?? input.firstPerson.email,
          sortKey: sortKeyOf(parts, null),
          language: null,
          startedOn: null,
          words: wordsOf(parts, null),
        },
      ],
      at,
    )
    await insertAssignments(tx, [{ id: newId(), personId: created.personId, ...place, startsOn: today }], at)
    tx.audit({ action: 'organisation.created', subject: { kind: 'organisation', id: created.organisationId } })
    tx.announce({ type: 'people-changed', payload: { personIds: [created.personId], kinds: ['joined'] } })
    await also(tx, ctx, created)
    await tellParticipants(tx, ctx, [
      {
        kind: 'joined',
        personId: created.personId,
        before: null,
        after: { unitId: created.rootUnitId, managerId: null, leadsUnit: true, email: input.firstPerson.email },
      },
    ])
  })
  return created
}

async function freeSlug(tx: WriteTx, name: string): Promise<string> {
  const plain =
    fold(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'organisation'
  if (!(await isSlugTaken(tx, plain))) return plain
  return `${plain}-${newId().slice(-8)}`
}
