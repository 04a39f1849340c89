// Once a week at most, one message of what is really there. Every quarter of an hour it is made for those whose hour it is; the row of person and week and the
// letter are one transaction. The outbox asks again in the moment of sending (people's sendingHours).
import { mantraSource } from '#features/language/public.ts'
import { readSettings, stopLinks } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { holdRound } from '#platform/jobs/hold-round.ts'
import type { DigestItem as MailItem } from '#platform/mail/letter.ts'
import { type MailToQueue, queueMails } from '#platform/mail/outbox/queue.ts'
import { isMailLanguage } from '#platform/mail/render.ts'
import type { DigestItem, MessageSettings } from '../contract.ts'
import { type DigestReader, digestParts } from '../digest-parts.ts'
import { choose, endOfWeek, isResting, sinceOf, usualSettings, usualTime } from '../digest-rules.ts'
import * as store from '../store/digest.ts'

/** At least one of these is missing: then a letter can't be sent, or could not be stopped. */
export type NoMail = 'demonstration' | 'no-address' | 'no-mail-server' | 'no-public-address'
export function whyNoMail({ platform: { config } }: Context, { isDemo }: { isDemo: boolean }, email: string | null): NoMail | null {
  if (isDemo) return 'demonstration'
  if (!config.smtpUrl) return 'no-mail-server'
  if (!config.publicUrl) return 'no-public-address'
  return email === null ? 'no-address' : null
}

export function settingsOf({ channel, weekday, fromTime, workingDays }: store.DigestRow, mayMail: boolean): MessageSettings {
  if (channel === null || weekday === null || fromTime === null) return usualSettings(workingDays, mayMail)
  // What was chosen may no longer work: then it waits in Attune.
  return { channel: mayMail ? channel : 'attune', weekday, fromTime }
}

export function readerOf(row: store.DigestRow, at: Date): DigestReader {
  // In the week in which it has come, the page goes on showing what was in it.
  const last = row.lastAt === null ? null : new Date(Date.parse(row.lastAt) - (row.lastWeek === row.week ? lookBackMs : 0))
  return { personId: row.personId, unitId: row.unitId, timeZone: row.timeZone, today: dayIn(row.timeZone, at), since: sinceOf(last, at) }
}
const lookBackMs = 7 * 86_400_000
/** One question for each part, whatever the number of people. */
export async function readItems(tx: Tx, readers: readonly DigestReader[], at: Date): Promise<Map<string, DigestItem[]>> {
  const found = await Promise.all(digestParts().map((part) => part.read(tx, readers, at)))
  return new Map(readers.map(({ personId }) => [personId, choose(found.flatMap((part) => part.get(personId) ?? []))]))
}

function inLetter(item: DigestItem): MailItem {
  if (item.kind === 'words') return { kind: 'words', words: item.words, unit: item.unit }
  if (item.kind === 'thanks') return { kind: 'thanks', by: item.by, words: item.isPrivate ? null : item.words }
  if (item.kind === 'answer') return { kind: 'answer', answer: item.answer, title: item.title, because: item.because }
  if (item.kind === 'plan') return { kind: 'plan', path: item.path, steps: item.steps, on: item.on }
  return { kind: 'practice', minutes: item.minutes }
}

const perTurn = 500
/** True when more people wait. */
const makeSome = (ctx: Context): Promise<boolean> =>
  ctx.write(async (tx) => {
    if (!(await holdRound(tx, 'practice.digest'))) return false
    const at = ctx.now()
    const [due, settings] = await Promise.all([store.dueDigests(tx, at, usualTime, perTurn), readSettings(tx)])
    if (due.length === 0) return false
    const awake = due.filter(({ week, lastWeek, unread }) => !isResting(week, lastWeek, unread))
    const items = await readItems(
      tx,
      awake.map((row) => readerOf(row, at)),
      at,
    )
    const made = due.map((row) => {
      const mine = items.get(row.personId)
      const mayMail = whyNoMail(ctx, settings, row.email) === null
      const way = settingsOf(row, mayMail).channel === 'mail' ? ('mailed' as const) : ('shown' as const)
      const outcome = mine === undefined ? ('resting' as const) : mine.length === 0 ? ('nothing' as const) : way
      return { row, mine: mine ?? [], outcome }
    })
    const fresh = await store.insertDigests(
      tx,
      made.map(({ row, mine, outcome }) => ({ personId: row.personId, week: row.week, outcome, items: mine.length })),
      at,
    )
    const mailed = made.filter(({ row, outcome }) => outcome === 'mailed' && fresh.has(row.personId))
    const stops = await stopLinks(
      ctx,
      tx,
      mailed.map(({ row }) => row.personId),
    )
    const mantras = new Map<string, string>()
    const letters: MailToQueue<'digest'>[] = []
    for (const { row, mine } of mailed) {
      const language = isMailLanguage(row.language) ? row.language : 'en'
      if (!mantras.has(language)) mantras.set(language, (await mantraSource.read(tx, dayIn(settings.timeZone, at), language)) ?? '')
      letters.push({
        kind: 'digest',
        personId: row.personId,
        address: row.email!,
        language,
        data: {
          organisation: { name: settings.name, mantra: mantras.get(language)!, timeZone: row.timeZone },
          name: row.name ?? '',
          items: mine.map(inLetter),
          link: `${ctx.platform.config.publicUrl}/messages`,
          stop: stops.get(row.personId)!,
        },
        expiresAt: endOfWeek(row.week, row.timeZone),
      })
    }
    queueMails(ctx, tx, letters)
    return due.length === perTurn
  })

export async function makeDigests(ctx: Context): Promise<void> {
  while (await makeSome(ctx));
}

const keptDays = 180
export const forgetDigests = async (ctx: Context): Promise<void> =>
  void (await ctx.write((tx) =>
    store.forgetDigestsBefore(tx, new Date(ctx.now().getTime() - keptDays * 86_400_000).toISOString().slice(0, 10)),
  ))
