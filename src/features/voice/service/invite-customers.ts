// From contacts to invitations. The system decides whom to ask, by one rule for everybody; nobody picks customers. Each contact counts once, whoever sends it again.
import { readSettings } from '#features/people/public.ts'
import { recordSignals } from '#features/signals/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { ReadContact } from '../contacts/read-row.ts'
import { isSurveyLanguage } from '../rules/texts.ts'
import { customerKeyOf, externalKeyOf, hashOf, surveyPath, tokenOf } from '../rules/tokens.ts'
import * as store from '../store/contacts.ts'
import type { SurveyRow } from '../store/surveys.ts'
import { addDays } from './unit-time.ts'

export interface TakenContact {
  externalId: string
  outcome: 'invited' | 'not-asked'
  whyNot: store.WhyNot | null
  isKnown: boolean
  invitationId: string | null
}

export const tokenOfInvitation = (ctx: Context, id: string): string =>
  tokenOf(ctx.platform.secrets.pepper, ctx.organisationId, 'survey-invitation', id)
export const invitationLink = (ctx: Context, id: string, origin: string): string => `${origin}${surveyPath(tokenOfInvitation(ctx, id))}`

export const customerOf = ({ customer, email, phone }: Pick<ReadContact, 'customer' | 'email' | 'phone'>): string | null =>
  customer ?? email ?? phone

/** `contacts` in any number; the caller has checked units and steps. */
export async function takeContacts(
  ctx: Context,
  tx: WriteTx,
  survey: SurveyRow,
  contacts: readonly ReadContact[],
): Promise<TakenContact[]> {
  const { pepper } = ctx.platform.secrets
  await store.holdIntake(tx)
  const settings = await readSettings(tx)
  const today = dayIn(settings.timeZone, ctx.now())
  const keyed = contacts.map((contact) => {
    const customer = customerOf(contact)
    return {
      ...contact,
      externalKey: externalKeyOf(pepper, ctx.organisationId, contact.externalId),
      customerKey: customer === null ? null : customerKeyOf(pepper, ctx.organisationId, customer),
    }
  })
  const [known, resting] = await Promise.all([
    store.knownContacts(
      tx,
      keyed.map(({ externalKey }) => externalKey),
    ),
    store.restingCustomers(
      tx,
      keyed.map(({ customerKey }) => customerKey).filter((key) => key !== null),
      today,
      addDays(today, -survey.restDays),
    ),
  ])
  const rows: store.ContactRow[] = []
  const invitations: store.InvitationRow[] = []
  const taken: TakenContact[] = []
  const here = new Map<string, TakenContact>()
  const at = ctx.now().toISOString()
  for (const contact of keyed) {
    const before = known.get(contact.externalKey) ?? here.get(contact.externalKey)
    if (before) {
      taken.push({
        externalId: contact.externalId,
        outcome: before.outcome,
        whyNot: before.whyNot,
        isKnown: true,
        invitationId: before.invitationId,
      })
      continue
    }
    const { customerKey, unitId, stepId } = contact
    const whyNot: store.WhyNot | null =
      survey.state !== 'open' ? 'survey-not-open' : customerKey === null ? null : (resting.get(customerKey) ?? null)
    const id = newId(ctx.now().getTime())
    const language = isSurveyLanguage(contact.language) ? contact.language : null
    const { externalId, externalKey, happenedOn, name, email, phone } = contact
    rows.push({
      id,
      externalId,
      externalKey,
      happenedOn,
      unitId,
      stepId,
      customerKey,
      name,
      email,
      phone,
      language,
      outcome: whyNot === null ? 'invited' : 'not-asked',
      whyNot,
    })
    const one: TakenContact = { externalId, outcome: whyNot === null ? 'invited' : 'not-asked', whyNot, isKnown: false, invitationId: null }
    if (whyNot === null) {
      one.invitationId = newId(ctx.now().getTime())
      invitations.push({
        id: one.invitationId,
        surveyId: survey.id,
        contactId: id,
        caseId: null,
        unitId,
        stepId,
        language: language ?? (isSurveyLanguage(settings.defaultLanguage) ? settings.defaultLanguage : 'en'),
        tokenHash: hashOf(tokenOfInvitation(ctx, one.invitationId)),
        issuedOn: today,
      })
      // The same customer twice in one file is asked once.
      if (customerKey !== null && survey.restDays > 0) resting.set(customerKey, 'asked-lately')
    }
    here.set(externalKey, one)
    taken.push(one)
  }
  await store.insertContacts(tx, rows, at)
  await store.insertInvitations(tx, invitations, at)
  for (let from = 0; from < invitations.length; from += signalsAtOnce)
    recordSignals(
      ctx,
      tx,
      invitations.slice(from, from + signalsAtOnce).map(({ unitId, stepId, issuedOn }) => ({
        metric: 'invited',
        unitId,
        day: issuedOn,
        value: 1,
        ...(stepId === null ? {} : { facets: [{ kind: 'step' as const, id: stepId }] }),
      })),
    )
  return taken
}
/** Ten values for each of two rows: below PostgreSQL's limit of parameters. */
const signalsAtOnce = 2000
