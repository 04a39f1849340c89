// Thanks in the weekly message: who says what. The words of private ones stay in Attune when the message goes by mail.
import { personCard } from '#features/people/public.ts'
import { byPerson, type DigestPart } from '#features/practice/public.ts'
import { thanksToPeople } from '../store/thanks.ts'

export const digestPart: DigestPart<'thanks'> = {
  kind: 'thanks',
  async read(tx, readers) {
    if (readers.length === 0) return new Map()
    const since = new Map(readers.map((one) => [one.personId, one.since.toISOString()]))
    const first = [...since.values()].reduce((a, b) => (a < b ? a : b))
    const rows = (await thanksToPeople(tx, [...since.keys()], first)).filter(({ personId, notedAt }) => notedAt > since.get(personId)!)
    const names = rows.length > 0 ? await personCard(tx, [...new Set(rows.flatMap(({ fromId }) => fromId ?? []))]) : new Map()
    return byPerson(rows, ({ id, fromId, happened, isPrivate }) => ({
      kind: 'thanks',
      by: fromId === null ? null : (names.get(fromId)?.displayName ?? null),
      words: happened,
      isPrivate,
      link: `/thanks/${id}`,
    }))
  },
}
