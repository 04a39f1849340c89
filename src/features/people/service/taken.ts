// A unique index is the judge of "is it taken"; a look before the write would only guess.
import { Problem, type ProblemType } from '#platform/http/problem.ts'

/** Turns a unique violation of a table of ours into the problem; the idempotency key's own violation passes. */
export async function refuseTaken<T>(type: ProblemType, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, table } = error as { code?: string; table?: string }
    if (code === '23505' && table !== 'idempotency_keys') throw new Problem(type)
    throw error
  }
}

/** Turns a foreign key's refusal to let a row go into the problem. */
export async function refuseReferred<T>(type: ProblemType, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if ((error as { code?: string }).code === '23503') throw new Problem(type)
    throw error
  }
}
