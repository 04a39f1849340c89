// How often a page asks the database: statements of the organisation's own transactions, BEGIN and COMMIT left out.
import type { Database } from '#platform/db/database.ts'

export async function countingStatements<T>(db: Database, work: () => Promise<T>): Promise<{ read: T; statements: number }> {
  const known = db.inOrganisation.bind(db)
  let statements = 0
  Object.assign(db, {
    inOrganisation: (id: string, options: { readOnly: boolean }, inside: Parameters<typeof known>[2]) =>
      known(id, options, (tx) => inside({ ...tx, run: (query) => ((statements += 1), tx.run(query)) })),
  })
  try {
    return { read: await work(), statements }
  } finally {
    Object.assign(db, { inOrganisation: known })
  }
}
