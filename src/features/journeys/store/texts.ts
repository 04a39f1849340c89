import type { Tx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'
import type { Texts } from '../rules.ts'

interface TextRow {
  ownerId: string
  field: string
  language: string
  words: string
}
export function byOwner(rows: readonly TextRow[]): Map<string, Texts> {
  const owners = new Map<string, Record<string, Record<string, string>>>()
  for (const { ownerId, field, language, words } of rows) {
    const texts = owners.get(ownerId) ?? {}
    owners.set(ownerId, texts)
    texts[field] = { ...texts[field], [language]: words }
  }
  return owners
}

export const textsOfJourney = async (tx: Tx, journeyId: string): Promise<Map<string, Texts>> =>
  byOwner(
    await tx.run(sql<TextRow>`select owner_id, field, language, words from journey_texts
      where organisation_id = ${tx.organisationId} and journey_id = ${journeyId}`),
  )

/** Of these things only; `fields` cuts further. */
export const textsOf = async (tx: Tx, ownerIds: readonly string[], fields: readonly string[]): Promise<Map<string, Texts>> =>
  ownerIds.length === 0
    ? new Map()
    : byOwner(
        await tx.run(sql<TextRow>`select owner_id, field, language, words from journey_texts
          where organisation_id = ${tx.organisationId} and owner_id = any(${ownerIds}::uuid[]) and field = any(${fields}::text[])`),
      )

export type TextInput = Readonly<Record<string, Readonly<Partial<Record<string, string | undefined>>>>>

/** Puts the fields given in the place of what was there. */
export async function replaceTexts(tx: Tx, journeyId: string, owners: readonly { id: string; texts: TextInput }[]): Promise<void> {
  for (const { id, texts } of owners)
    void tx.run(sql`delete from journey_texts where organisation_id = ${tx.organisationId} and journey_id = ${journeyId} and owner_id = ${id}
      and field = any(${Object.keys(texts)}::text[])`)
  const rows = owners.flatMap(({ id, texts }) =>
    Object.entries(texts).flatMap(([field, said]) =>
      Object.entries(said).flatMap(([language, words]) => (words ? [[tx.organisationId, journeyId, id, field, language, words]] : [])),
    ),
  )
  for (const chunk of inChunks(rows, 6))
    await tx.run(sql`insert into journey_texts (organisation_id, journey_id, owner_id, field, language, words) values ${valuesList(chunk)}`)
}

export const deleteTexts = (tx: Tx, journeyId: string, ownerIds: readonly string[]) =>
  tx.run(
    sql`delete from journey_texts where organisation_id = ${tx.organisationId} and journey_id = ${journeyId} and owner_id = any(${ownerIds}::uuid[])`,
  )
