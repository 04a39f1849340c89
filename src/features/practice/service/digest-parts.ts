// What the weekly message holds from here and from the features to the left; voice and recognition bring their own.
import { doseLeft } from '#engines/practice/dose.ts'
import { hasLiveItems, openPlansOf } from '#features/learning/public.ts'
import { answersToPeople, linkToObstacle } from '#features/obstacles/public.ts'
import { mondayOf } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import { byPerson, type DigestPart, type DigestReader } from '../digest-parts.ts'
import { dayNumber, usualWorkingDays, workingDaysIn } from '../rules.ts'
import { weeksOf } from '../store/digest.ts'

const idsOf = (readers: readonly DigestReader[]): string[] => readers.map(({ personId }) => personId)

const practicePart: DigestPart<'practice'> = {
  kind: 'practice',
  async read(tx, readers) {
    if (readers.length === 0) return new Map()
    const weeks = readers.map(({ personId, today }) => ({ personId, monday: mondayOf(today) }))
    const mondays = new Map(weeks.map(({ personId, monday }) => [personId, monday]))
    const first = new Date(weeks.map(({ monday }) => monday).reduce((a, b) => (a < b ? a : b)))
    const [rows, hasItems] = await Promise.all([weeksOf(tx, weeks, first), hasLiveItems(tx)])
    const left = rows.flatMap(({ personId, workingDays, away, practised }) => {
      const days = workingDaysIn(dayNumber(mondays.get(personId)!), workingDays ?? usualWorkingDays, away)
      const minutes = hasItems ? Math.ceil(doseLeft(days, practised) / 60) : 0
      return minutes > 0 ? [{ personId, minutes }] : []
    })
    return byPerson(left, ({ minutes }) => ({ kind: 'practice', minutes, link: '/practice' }))
  },
}

const planPart: DigestPart<'plan'> = {
  kind: 'plan',
  async read(tx, readers) {
    if (readers.length === 0) return new Map()
    const days = new Map(readers.map(({ personId, today }) => [personId, today]))
    // A day that has passed is not held against anybody: then any day suits.
    return byPerson(await openPlansOf(tx, idsOf(readers)), ({ personId, title, steps, dueOn }) => ({
      kind: 'plan',
      path: title,
      steps,
      on: dueOn >= days.get(personId)! ? dueOn : null,
      link: '/learn',
    }))
  },
}

const answerPart: DigestPart<'answer'> = {
  kind: 'answer',
  async read(tx, readers) {
    if (readers.length === 0) return new Map()
    const since = new Map(readers.map((one) => [one.personId, dayIn(one.timeZone, one.since)]))
    const first = [...since.values()].reduce((a, b) => (a < b ? a : b))
    const rows = (await answersToPeople(tx, idsOf(readers), first)).filter(({ personId, answeredOn }) => answeredOn >= since.get(personId)!)
    return byPerson(rows, ({ id, title, answer, because }) => ({ kind: 'answer', answer, title, because, link: linkToObstacle(id) }))
  },
}

export const ownDigestParts = [practicePart, planPart, answerPart] as unknown as readonly DigestPart[]
