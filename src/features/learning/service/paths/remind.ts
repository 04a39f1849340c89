// One click reminds everybody of a unit who has not finished (of a skill: assessments/remind.ts): once a week at most each, by e-mail, in nobody's quiet hours.
import { mantraSource } from '#features/language/public.ts'
import { maySendTo, readSettings, stopLinks } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { holdRound } from '#platform/jobs/hold-round.ts'
import { queueMail } from '#platform/mail/outbox/queue.ts'
import { isMailLanguage } from '#platform/mail/render.ts'
import { wordsIn } from '../../rules/assessments.ts'
import { reminderDays } from '../../rules/paths.ts'
import { toRemind } from '../../store/paths/coverage.ts'
import { findPath } from '../../store/paths/paths.ts'
import { dueReminders, insertReminders, postponeReminder, settleReminder } from '../../store/paths/reminders.ts'
import { openUnit } from './coverage.ts'

export async function remind(
  ctx: Context,
  { pathId, unitId }: { pathId: string; unitId: string },
): Promise<{ reminded: number; leftInPeace: number }> {
  return ctx.write(async (tx) => {
    const [unit, path] = await Promise.all([openUnit(ctx, tx, 'coverage.remind', unitId), findPath(tx, pathId)])
    if (path?.state !== 'live') throw new Problem(problems.notFound)
    const now = ctx.now()
    const before = new Date(now.getTime() - reminderDays * 86_400_000)
    const open = await toRemind(tx, pathId, unit.id, before, now)
    // Whoever wants no messages, or is away for long, counts among those who are left in peace: nobody is told which.
    const due = open.flatMap((one) => {
      const sendAt = one.isRecent ? null : maySendTo(one, now)
      return sendAt ? [{ personId: one.personId, sendAt, pathId, assessmentId: null }] : []
    })
    const reminded = await insertReminders(tx, due, now, before)
    tx.leavesWork()
    tx.audit({ action: 'path.reminded', subject: { kind: 'path', id: pathId }, details: { unit: unit.id, people: reminded } })
    return { reminded, leftInPeace: open.length - reminded }
  })
}

const perRun = 200
/** Looks again at the moment of sending: whoever has finished meanwhile, or is in quiet hours after all, gets nothing now. */
export const sendReminders = (ctx: Context): Promise<boolean> =>
  ctx.write(async (tx) => {
    if (!(await holdRound(tx, 'learning.remind'))) return false
    const now = ctx.now()
    const [settings, due] = await Promise.all([readSettings(tx), dueReminders(tx, now, perRun)])
    const mantras = new Map<string, string>()
    const settled: string[] = []
    const { smtpUrl, publicUrl } = ctx.platform.config
    const stops = await stopLinks(
      ctx,
      tx,
      due.map(({ personId }) => personId),
    )
    for (const one of due) {
      const at = one.isOpen ? maySendTo(one, now) : null
      if (at && at > now) {
        await postponeReminder(tx, one.personId, at)
        continue
      }
      settled.push(one.personId)
      if (!at || one.email === null || !smtpUrl) continue
      const language = isMailLanguage(one.language) ? one.language : 'en'
      if (!mantras.has(language)) mantras.set(language, (await mantraSource.read(tx, dayIn(settings.timeZone, now), language)) ?? '')
      queueMail(ctx, tx, {
        kind: one.texts ? 'assessment-reminder' : 'plan-reminder',
        personId: one.personId,
        address: one.email,
        language,
        data: {
          organisation: { name: settings.name, mantra: mantras.get(language)!, timeZone: settings.timeZone },
          name: one.name ?? '',
          path: one.texts ? wordsIn(one.texts, language, settings.defaultLanguage).title : (one.title ?? ''),
          ...(publicUrl ? { link: `${publicUrl}${one.texts ? '/learn/assessments' : '/learn'}`, stop: stops.get(one.personId) } : {}),
        },
      })
    }
    if (settled.length > 0) await settleReminder(tx, settled)
    return due.length === perRun
  })
