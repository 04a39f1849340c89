// Contacts by API, the invitations made of them, and what a customer may ask for.
import { unitsById } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { NewContact } from '../contract.ts'
import { customerKeyOf } from '../rules/tokens.ts'
import { stepNames } from '../steps.ts'
import * as store from '../store/contacts.ts'
import * as retention from '../store/retention.ts'
import { invitationLink, takeContacts } from './invite-customers.ts'
import { surveyOr404 } from './surveys.ts'

export async function bringContacts(ctx: Context, input: { surveyId: string; items: readonly NewContact[] }, origin: string) {
  ctx.require('contacts.bring', {})
  return ctx.write(async (tx) => {
    const survey = await surveyOr404(tx, input.surveyId)
    const [units, steps] = await Promise.all([
      unitsById(tx, [...new Set(input.items.map(({ unitId }) => unitId))]),
      stepNames(tx, ctx.language, [...new Set(input.items.map(({ stepId }) => stepId ?? null).filter((id) => id !== null))]),
    ])
    const errors = input.items.flatMap(({ unitId, stepId }, i) => [
      ...(units.has(unitId) ? [] : [{ pointer: `/items/${i}/unitId`, detail: 'no such unit' }]),
      ...(!stepId || steps.has(stepId) ? [] : [{ pointer: `/items/${i}/stepId`, detail: 'no such step' }]),
    ])
    if (errors.length > 0) throw new Problem(problems.invalidInput, { errors: errors.slice(0, 50) })
    const taken = await takeContacts(
      ctx,
      tx,
      survey,
      input.items.map(({ stepId = null, customer = null, name = null, email = null, phone = null, language = null, ...contact }) => ({
        ...contact,
        stepId,
        customer,
        name,
        email,
        phone,
        language,
      })),
    )
    const fresh = taken.filter(({ isKnown }) => !isKnown)
    if (fresh.length > 0)
      tx.audit({
        action: 'contacts.brought',
        subject: { kind: 'survey', id: survey.id },
        details: { contacts: fresh.length, invited: fresh.filter(({ outcome }) => outcome === 'invited').length },
      })
    return {
      items: taken.map(({ externalId, outcome, whyNot, isKnown, invitationId }) => ({
        externalId,
        outcome,
        whyNot,
        isKnown,
        link: invitationId === null ? null : invitationLink(ctx, invitationId, origin),
      })),
    }
  })
}

const mostExported = 50_000

/** For the mail program of the house: one line for each invitation of these days, with its link. */
export async function exportInvitations(
  ctx: Context,
  query: { surveyId: string; firstDay?: string | undefined; lastDay?: string | undefined },
  origin: string,
): Promise<string> {
  ctx.require('contacts.export', {})
  return ctx.write(async (tx) => {
    const survey = await surveyOr404(tx, query.surveyId)
    const rows = await store.invitationsBetween(tx, survey.id, query.firstDay ?? '1900-01-01', query.lastDay ?? '2200-12-31', mostExported)
    tx.audit({ action: 'survey-invitations.exported', subject: { kind: 'survey', id: survey.id }, details: { rows: rows.length } })
    const lines = rows.map((row) =>
      csvLine([
        row.externalId,
        row.name,
        row.email,
        row.phone,
        row.language,
        row.issuedOn,
        row.isAnswered ? 'yes' : 'no',
        invitationLink(ctx, row.id, origin),
      ]),
    )
    return `\uFEFF${[csvLine(['contact', 'name', 'email', 'phone', 'language', 'invited_on', 'answered', 'link']), ...lines].join('\r\n')}\r\n`
  })
}

/** A customer asked to be forgotten: by number, address or phone, as it came in. */
export async function eraseCustomer(ctx: Context, customer: string): Promise<{ contacts: number; responses: number }> {
  ctx.require('customers.erase', {})
  return ctx.write(async (tx) => {
    const key = customerKeyOf(ctx.platform.secrets.pepper, ctx.organisationId, customer)
    const ids = await retention.contactsOfCustomer(tx, [key], customer)
    const responses = await retention.forgetCustomer(tx, ids, [key], customer)
    await retention.forgetInFiles(tx, customer)
    tx.audit({
      action: 'customer.erased',
      subject: { kind: 'customer', id: ctx.organisationId },
      details: { contacts: ids.length, responses },
    })
    return { contacts: ids.length, responses }
  })
}
