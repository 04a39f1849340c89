import type { Study } from '../../contract/studies.ts'

/** Registered when the first teams had started already, or with the results in the file: what is fixed was not fixed before. */
export function isLate({ source, registeredAt, teams }: Study): boolean {
  if (registeredAt === null) return false
  const registered = registeredAt.slice(0, 10)
  return source === 'file' || teams.some(({ startDay }) => startDay !== null && startDay <= registered)
}
