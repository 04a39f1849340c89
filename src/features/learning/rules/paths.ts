// Days and hours of paths, without a database.
const dayMs = 86_400_000

/** A reminder comes once a week at most, whatever the number of paths. */
export const reminderDays = 7
/** Fewer people than this are not told apart: nobody's word or pace can be read off a group. */
export const leastPeople = 5

/** Of a day: Monday 1 to Sunday 7. */
export const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** For each day of the week, Monday first, how many calendar days `count` working days after it are. The day itself is not counted. */
export function dueOffsets(workingDays: readonly number[], count: number): number[] {
  const works = workingDays.length === 0 ? [1, 2, 3, 4, 5] : workingDays
  return Array.from({ length: 7 }, (_, first) => {
    let [days, left] = [0, count]
    while (left > 0) if (works.includes(((first + ++days) % 7) + 1)) left--
    return days
  })
}

/** The Monday of a day's week. */
export const weekStart = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - (weekday(day) - 1) * dayMs).toISOString().slice(0, 10)

/** Groups of which none is small, and of which the rest cannot be found by taking away: small ones are put together, and go unsaid while they are too few. */
export function sayable<G extends { people: number }>(groups: readonly G[]): { said: G[]; rest: G[]; isRestSaid: boolean } {
  const said = groups.filter(({ people }) => people >= leastPeople)
  const rest = groups.filter(({ people }) => people > 0 && people < leastPeople)
  const total = () => rest.reduce((sum, { people }) => sum + people, 0)
  // Else the rest would be what is left when the others are taken from a total that stands elsewhere: the smallest of the others joins it.
  if (rest.length > 0 && total() < leastPeople && said.length > 0) rest.push(said.sort((a, b) => b.people - a.people).pop()!)
  return { said, rest, isRestSaid: total() >= leastPeople }
}
