// Everybody of the file and of the organisation, to be found by number, e-mail or name.
import { fold } from '#engines/text/fold.ts'
import { keyOf } from '../../names.ts'
import { cleanText } from '../values/clean-text.ts'
import { readEmail } from '../values/email.ts'
import { readHrNumber, withoutZeros } from '../values/hr-number.ts'
import { readName } from '../values/names.ts'

/** Somebody that a cell can mean. */
export interface Entry {
  id: string
  line: number | null
  state: 'works' | 'gone' | 'skipped'
  hrNumber: string | null
  email: string | null
  fullName: string | null
}

// More people of one name make a name no less ambiguous; looking through all of them for every row would take hours.
const mostNamesakes = 50

export class PersonDirectory {
  private readonly byHr = new Map<string, Entry>()
  /** Only numbers that begin with zeros, without them; null where several are the same then. */
  private readonly byShortHr = new Map<string, Entry | null>()
  private readonly byEmail = new Map<string, Entry>()
  private readonly byName = new Map<string, Entry[]>()
  private readonly entries: Entry[] = []
  /** Made when the first name is not found as it is written. */
  private byLooseName: Map<string, Entry[]> | undefined

  add(entry: Entry): void {
    const { hrNumber, email, fullName } = entry
    if (hrNumber !== null) {
      const key = keyOf(hrNumber)
      const short = withoutZeros(key)
      putKey(this.byHr, key, entry)
      if (short !== key) putShort(this.byShortHr, short, entry)
    }
    if (email !== null) putKey(this.byEmail, keyOf(email), entry)
    if (fullName === null) return
    putName(this.byName, fullName.toLowerCase(), entry)
    this.entries.push(entry)
  }

  /** Everybody that the text can mean; several only where names are the same. */
  find(text: string): Entry[] {
    const email = text.includes('@') ? readEmail(text) : null
    if (email !== null) return oneOf(this.byEmail.get(keyOf(email)))
    const byNumber = this.findNumber(text)
    if (byNumber) return [byNumber]
    // "Anna Müller (1234)" and "1234 - Anna Müller", as HR systems write a reference for people.
    const labelled = /^(.+?)\s*[([](\S+)[)\]]$/.exec(text)
    const led = /^(\S+)\s+[-–]\s+(.+)$/.exec(text)
    const number = labelled?.[2] ?? led?.[1]
    if (number !== undefined) {
      const found = number.includes('@') ? this.byEmail.get(keyOf(number)) : this.findNumber(number)
      if (found) return [found]
    }
    const found = this.findName(text)
    return found.length > 0 || !labelled ? found : this.findName(labelled[1]!)
  }

  private findNumber(text: string): Entry | undefined {
    const key = keyOf(readHrNumber(text).value ?? '')
    const short = withoutZeros(key)
    const exact = this.byHr.get(key)
    if (exact) return exact
    const near = [this.byHr.get(short), this.byShortHr.get(short)].filter((entry) => entry !== undefined)
    return near.length === 1 ? (near[0] ?? undefined) : undefined
  }

  private findName(text: string): Entry[] {
    const name = readName(cleanText(text)).fullName
    // Without a comma some systems still write the family name first.
    for (const form of [name, familyLast(name)]) {
      const exact = this.byName.get(form.toLowerCase())
      if (exact) return namesakes(exact)
    }
    this.byLooseName ??= this.looseIndex()
    const found = new Map<string, Entry>()
    for (const form of looseForms(name)) for (const entry of this.byLooseName.get(form) ?? []) found.set(entry.id, entry)
    return namesakes([...found.values()])
  }

  private looseIndex(): Map<string, Entry[]> {
    const index = new Map<string, Entry[]>()
    for (const entry of this.entries) for (const form of looseForms(entry.fullName ?? '')) putName(index, form, entry)
    return index
  }
}

const weight = { works: 2, skipped: 1, gone: 0 }

/** A number or an address is one person, also when several rows fought over it: the row that came through counts. */
function putKey(index: Map<string, Entry>, key: string, entry: Entry): void {
  const known = index.get(key)
  if (!known || weight[known.state] < weight[entry.state]) index.set(key, entry)
}

function putShort(index: Map<string, Entry | null>, key: string, entry: Entry): void {
  const known = index.get(key)
  if (known === undefined || (known && keyOf(known.hrNumber!) === keyOf(entry.hrNumber!) && weight[known.state] < weight[entry.state]))
    index.set(key, entry)
  else if (known && keyOf(known.hrNumber!) !== keyOf(entry.hrNumber!)) index.set(key, null)
}

function putName(index: Map<string, Entry[]>, key: string, entry: Entry): void {
  const entries = index.get(key)
  if (!entries) index.set(key, [entry])
  else if (entries.length < mostNamesakes) entries.push(entry)
}

const oneOf = (entry: Entry | undefined): Entry[] => (entry ? [entry] : [])

/** Those who have left do not count, unless there is nobody else. A row with an error may still be the one meant. */
function namesakes(entries: Entry[]): Entry[] {
  const people = new Map<string, Entry>()
  // Rows with one number are one person, whichever of them came through.
  for (const entry of entries) putKey(people, entry.hrNumber === null ? entry.id : `hr ${keyOf(entry.hrNumber)}`, entry)
  const distinct = [...people.values()]
  const present = distinct.filter(({ state }) => state !== 'gone')
  if (present.length === 0) return distinct.slice(0, 1)
  return present.every(({ state }) => state === 'skipped') ? present.slice(0, 1) : present
}

/** "Müller Anna" as "Anna Müller": the first word goes last. */
const familyLast = (name: string): string => name.replace(/^(\S+) (.+)$/, '$2 $1')

/** Without accents, and umlauts also as two letters: Müller is Muller and Mueller. */
function looseForms(name: string): Set<string> {
  const spelled = name.replace(/[äöü]/gi, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter.toLowerCase()] ?? letter)
  return new Set([fold(name), fold(spelled)])
}
