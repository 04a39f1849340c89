// A person's own messages: when they come, what would be in the next one, and the switch.
import { maySendTo, readSettings, switchMessages } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { gathering } from '#platform/db/gather.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Messages, MessageSettings } from '../contract.ts'
import { everyWeeks, nextMessage } from '../digest-rules.ts'
import * as store from '../store/digest.ts'
import { readerOf, readItems, settingsOf, whyNoMail } from './digest.ts'

async function ownRow(ctx: Context, tx: Tx): Promise<store.DigestRow> {
  const row = await store.digestRowOf(tx, ctx.actor.personId!, ctx.now())
  if (!row) throw new Problem(problems.notFound)
  return row
}

export async function readMessages(ctx: Context): Promise<Messages> {
  ctx.require('practice.do', { personId: ctx.actor.personId })
  const at = ctx.now()
  const { row, house, items } = await ctx.read(async (given) => {
    const tx = gathering(given)
    const [found, settings] = await Promise.all([ownRow(ctx, tx), readSettings(tx)])
    return { row: found, house: settings, items: (await readItems(tx, [readerOf(found, at)], at)).get(found.personId)! }
  })
  const whyNot = whyNoMail(ctx, house, row.email)
  const settings = settingsOf(row, whyNot === null)
  const { timeZone, workingDays, quietFrom, quietUntil, ownQuietFrom, ownQuietUntil, worksFrom, worksUntil, unread } = row
  return {
    isOn: !row.isOff,
    settings,
    isChosen: row.channel !== null,
    mail: { address: row.email, whyNot },
    hours: {
      timeZone,
      workingDays: [...workingDays],
      quiet: [
        { from: quietFrom, until: quietUntil, whose: 'house' },
        ...(ownQuietFrom !== null && ownQuietUntil !== null ? [{ from: ownQuietFrom, until: ownQuietUntil, whose: 'own' as const }] : []),
      ],
      works: worksFrom !== null && worksUntil !== null ? { from: worksFrom, until: worksUntil } : null,
    },
    next: nextMessage(row, settings, { doneWeek: row.doneWeek, last: row.lastWeek, unread }, at)?.toISOString() ?? null,
    everyWeeks: everyWeeks(unread),
    hasUnread: unread > 0,
    hasCome: row.lastWeek === row.week,
    items,
  }
}

/** Why that day and hour can't work, whatever the week. */
function fault(
  ctx: Context,
  house: { isDemo: boolean },
  row: store.DigestRow,
  { channel, weekday, fromTime }: MessageSettings,
): { pointer: string; detail: string } | null {
  if (channel === 'mail' && whyNoMail(ctx, house, row.email) !== null)
    return { pointer: '/channel', detail: 'no letter can be sent to this person' }
  if (!row.workingDays.includes(weekday)) return { pointer: '/weekday', detail: 'is none of the days on which the person works' }
  // That day of the week of 1 June 2026, a Monday; in UTC, so that the hour is the hour.
  const at = new Date(`2026-06-0${weekday}T${fromTime}:00Z`)
  const when = maySendTo({ ...row, isOff: false, startedOn: null, timeZone: 'UTC', away: [] }, at)
  return when?.getTime() === at.getTime() ? null : { pointer: '/fromTime', detail: 'lies in the quiet hours, or outside working hours' }
}

export async function changeMessages(ctx: Context, settings: MessageSettings): Promise<Messages> {
  const personId = ctx.actor.personId
  ctx.require('practice.do', { personId })
  await ctx.write(async (tx) => {
    const [row, house] = await Promise.all([ownRow(ctx, tx), readSettings(tx)])
    const wrong = fault(ctx, house, row, settings)
    if (wrong) throw new Problem(problems.invalidInput, { errors: [wrong] })
    await store.writeDigestSettings(tx, personId!, settings)
  })
  return readMessages(ctx)
}

export async function switchOwnMessages(ctx: Context, isOn: boolean): Promise<Messages> {
  const personId = ctx.actor.personId
  ctx.require('practice.do', { personId })
  await ctx.write((tx) => switchMessages(tx, personId!, !isOn))
  return readMessages(ctx)
}

export async function markMessagesRead(ctx: Context): Promise<void> {
  const personId = ctx.actor.personId
  ctx.require('practice.do', { personId })
  await ctx.write(async (tx) => void (await store.markRead(tx, personId!)))
}
