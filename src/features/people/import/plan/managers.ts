// Finds the person that a manager cell means: by number, e-mail or name, whatever the order of the rows.
import { fold } from '#engines/text/fold.ts'
import { keyOf } from '../../names.ts'
import { asciiDigits, cleanText } from '../values/clean-text.ts'
import { readEmail } from '../values/email.ts'
import { readHrNumber, withoutZeros } from '../values/hr-number.ts'
import { readName } from '../values/names.ts'
import type { Draft } from './draft.ts'
import { employmentOf, hasLeft } from './employment.ts'
import type { Pace, Steps } from './pace.ts'
import type { ExistingPerson } from './plan-types.ts'
import type { ProblemList } from './problem-list.ts'

/** Somebody that a cell can mean. `id` as `personId` gives it. */
interface Target {
  id: string
  line: number | null
  state: 'works' | 'gone' | 'skipped'
}

/** `id:...` of a known person, `line:...` of a new one. */
export const personId = (draft: Draft): string => (draft.match ? `id:${draft.match.id}` : `line:${draft.line}`)

export class Directory {
  private readonly byHr = new Map<string, Target[]>()
  private readonly byHrWithoutZeros = new Map<string, Target[]>()
  private readonly byEmail = new Map<string, Target[]>()
  private readonly byExactName = new Map<string, Target[]>()
  private readonly byLooseName = new Map<string, Target[]>()

  /** Everybody that the cell can mean; several only where names are the same. */
  find(text: string): Target[] {
    const email = text.includes('@') ? readEmail(text) : null
    if (email !== null) return keyed(this.byEmail.get(keyOf(email)))
    const byNumber = this.byNumber(text)
    if (byNumber.length > 0) return byNumber
    // "Anna Müller (1234)" and "1234 - Anna Müller", as HR systems write a reference for people.
    const labelled = /^(.+?)\s*[([](\S+)[)\]]$/.exec(text)
    const led = /^(\S+)\s+[-–]\s+(.+)$/.exec(text)
    const number = labelled?.[2] ?? led?.[1]
    if (number !== undefined) {
      const found = number.includes('@') ? keyed(this.byEmail.get(keyOf(number))) : this.byNumber(number)
      if (found.length > 0) return found
    }
    const found = this.byName(text)
    return found.length > 0 || !labelled ? found : this.byName(labelled[1]!)
  }

  *fill(drafts: readonly Draft[], people: readonly ExistingPerson[], leaving: ReadonlySet<string>, today: string, pace: Pace): Steps {
    const inFile = new Set<string>()
    yield* pace.each(drafts, (draft) => {
      if (draft.match) inFile.add(draft.match.id)
      const isGone = employmentOf(draft, today).kind === 'gone'
      const state = isGone ? 'gone' : draft.isSkipped && !draft.match ? 'skipped' : 'works'
      this.add({ id: personId(draft), line: draft.line, state }, draft)
      if (draft.match) this.add({ id: personId(draft), line: draft.line, state }, draft.match)
    })
    yield* pace.each(people, (person) => {
      if (inFile.has(person.id)) return
      this.add({ id: `id:${person.id}`, line: null, state: leaving.has(person.id) || hasLeft(person, today) ? 'gone' : 'works' }, person)
    })
  }

  private byNumber(text: string): Target[] {
    const key = keyOf(readHrNumber(text).value ?? '')
    return keyed(this.byHr.get(key) ?? this.byHrWithoutZeros.get(withoutZeros(key)))
  }

  private byName(text: string): Target[] {
    const name = readName(cleanText(text)).fullName
    // Without a comma some systems still write the family name first.
    for (const form of [name, familyLast(name)]) {
      const exact = this.byExactName.get(form.toLowerCase())
      if (exact) return named(exact)
    }
    const loose = new Map<string, Target>()
    for (const form of looseForms(name)) for (const target of this.byLooseName.get(form) ?? []) loose.set(target.id, target)
    return named([...loose.values()])
  }

  private add(target: Target, person: Pick<Draft, 'fullName' | 'givenName' | 'familyName'> | ExistingPerson): void {
    const { hrNumber, email, fullName } = person as Partial<ExistingPerson>
    if (hrNumber) {
      put(this.byHr, keyOf(hrNumber), target)
      put(this.byHrWithoutZeros, withoutZeros(keyOf(asciiDigits(hrNumber))), target)
    }
    if (email) put(this.byEmail, keyOf(email), target)
    if (!fullName) return
    put(this.byExactName, fullName.toLowerCase(), target)
    for (const form of looseForms(fullName)) put(this.byLooseName, form, target)
  }
}

function put(index: Map<string, Target[]>, key: string, target: Target): void {
  const targets = index.get(key)
  if (!targets) index.set(key, [target])
  else if (!targets.some(({ id }) => id === target.id)) targets.push(target)
}

/** A number or an address is one person, also when several rows fought over it: the row that came through counts. */
function keyed(targets: Target[] = []): Target[] {
  const working = targets.filter(({ state }) => state === 'works')
  return working.length > 0 ? working : targets.slice(0, 1)
}

/** Of namesakes those who have left do not count, unless there is nobody else. A row with an error may still be the one meant. */
function named(targets: Target[]): Target[] {
  const present = targets.filter(({ state }) => state !== 'gone')
  if (present.length === 0) return targets.slice(0, 1)
  return present.every(({ state }) => state === 'skipped') ? present.slice(0, 1) : present
}

/** "Müller Anna" as "Anna Müller": the first word goes last. */
const familyLast = (name: string): string => name.replace(/^(\S+) (.+)$/, '$2 $1')

/** Without accents, and umlauts also as two letters: Müller is Muller and Mueller. */
function looseForms(name: string): Set<string> {
  const spelled = name.replace(/[äöü]/gi, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter.toLowerCase()] ?? letter)
  return new Set([fold(name), fold(spelled)])
}

/** The manager of each draft: an id as `personId` gives it, null for nobody, nothing where the cell can't be used. */
export function* findManagers(
  drafts: readonly Draft[],
  directory: Directory,
  problems: ProblemList,
  pace: Pace,
): Steps<Map<Draft, string | null>> {
  const managers = new Map<Draft, string | null>()
  yield* pace.each(drafts, (draft) => {
    if (draft.isSkipped || draft.manager === undefined) return
    if (draft.manager === null) return void managers.set(draft, null)
    const value = draft.manager
    const targets = directory.find(value)
    const [target] = targets
    if (!target) problems.warn(draft.line, 'manager-unknown', 'manager', { value })
    else if (targets.length > 1) problems.warn(draft.line, 'manager-ambiguous', 'manager', { value, count: targets.length })
    else if (target.id === personId(draft)) {
      // The head of an organisation often stands as their own manager.
      managers.set(draft, null)
      problems.warn(draft.line, 'manager-self', 'manager', { value })
    } else if (target.state === 'skipped') problems.warn(draft.line, 'manager-skipped', 'manager', { value, line: target.line ?? 0 })
    else if (target.state === 'gone') problems.warn(draft.line, 'manager-left', 'manager', { value })
    else managers.set(draft, target.id)
  })
  return managers
}
