// One client that adds people, notes absences and moves, says thanks and what it will do, learns, practises and is assessed, and imports lists; what was not answered
// it repeats with the same Idempotency-Key.
import { newId } from '#platform/ids.ts'
import type { Ledger } from './ledger.ts'

/** Of one writer alone, but for the items. */
export interface Learning {
  lessonId: string
  assessmentId: string
  itemIds: readonly string[]
}
export interface Target {
  /** The server comes back on the same address. */
  address: string
  token: string
  /** Of a session: thanks are a person's. */
  cookie: string
  principleId: string
  unitIds: readonly string[]
  learning: Learning
}

interface Answered {
  status: number
  body: { id?: string; state?: string; type?: string } | undefined
}

/** Between two tries, and between two writes: an account may make 1,200 calls a minute. */
const pauseMs = 60
const limitMs = 240_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** Each step of a lesson is a second later than the one before. */
const lessonsBegan = Date.now() - 86_400_000
const dayAfter = (start: string, days: number) => new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10)

export class Writer {
  readonly #name: string
  readonly #target: Target
  readonly #ledger: Ledger
  readonly #random: () => number
  readonly #people: { id: string; word: string; absences: number; moves: number }[] = []
  #count = 0
  #steps = 0
  retries = 0
  /** Another one has found a fault: no need to go on. */
  hasFailed: AbortSignal = new AbortController().signal

  constructor(name: string, target: Target, ledger: Ledger, random: () => number) {
    this.#name = name
    this.#target = target
    this.#ledger = ledger
    this.#random = random
  }

  /** Writes until it is told to stop; what is under way is brought to an end. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const dice = this.#random()
      if (this.#people.length === 0 || dice < 0.4) await this.#addPerson()
      else if (dice < 0.6) await this.#noteAbsence()
      else if (dice < 0.75) await this.#move()
      else if (dice < 0.79) await this.#thank()
      else if (dice < 0.83) await this.#commit()
      else if (dice < 0.87) await this.#step()
      else if (dice < 0.9) await this.#review()
      else if (dice < 0.93) await this.#sit()
      else await this.#import()
      await pause(pauseMs)
    }
  }

  /** Asks until there is an answer that is no passing fault. */
  async #ask(method: string, path: string, body?: unknown, form?: FormData, isPerson = false): Promise<Answered> {
    const { address, token, cookie } = this.#target
    const headers: Record<string, string> = isPerson ? { cookie, origin: address } : { authorization: `Bearer ${token}` }
    headers['idempotency-key'] = newId()
    if (body !== undefined) headers['content-type'] = 'application/json'
    const sent = form ?? (body === undefined ? null : JSON.stringify(body))
    for (const end = performance.now() + limitMs; performance.now() < end && !this.hasFailed.aborted; this.retries++) {
      try {
        const answer = await fetch(`${this.#target.address}${path}`, { method, headers, body: sent, signal: AbortSignal.timeout(10_000) })
        const text = await answer.text()
        if (answer.status < 500 && answer.status !== 429) return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
        if (answer.status === 500) throw new TypeError(`500: ${text}`)
      } catch (error) {
        if (error instanceof TypeError && error.message.startsWith('500')) throw error
      }
      await pause(pauseMs * 2)
    }
    throw new Error(`${method} ${path}: no answer within ${limitMs} ms`)
  }

  async #write(expected: number, path: string, body: unknown, isPerson = false): Promise<string> {
    const { status, body: answer } = await this.#ask('POST', path, body, undefined, isPerson)
    if (status !== expected) throw new Error(`POST ${path}: ${status} ${JSON.stringify(answer)}`)
    return answer?.id ?? ''
  }

  async #addPerson(): Promise<void> {
    const word = `${this.#name}-${this.#count++}`
    const entry = { kind: 'person', word } as const
    this.#ledger.try(entry)
    // A name may stand twice: nothing but the key keeps the second one away.
    const id = await this.#write(201, '/api/people', { givenName: word, unitId: this.#target.unitIds[0] })
    this.#ledger.acknowledge(entry)
    this.#people.push({ id, word, absences: 0, moves: 0 })
  }

  #somebody() {
    return this.#people[Math.floor(this.#random() * this.#people.length)]!
  }

  async #noteAbsence(): Promise<void> {
    const person = this.#somebody()
    const day = dayAfter('2030-01-01', person.absences++ * 3)
    const entry = { kind: 'absence', word: `${person.word} ${day}` } as const
    this.#ledger.try(entry)
    await this.#write(201, `/api/people/${person.id}/absences`, { startsOn: day, lastDay: day })
    this.#ledger.acknowledge(entry)
  }

  async #move(): Promise<void> {
    const person = this.#somebody()
    const day = dayAfter('2030-01-01', person.moves * 7)
    const unitId = this.#target.unitIds[++person.moves % this.#target.unitIds.length]
    const entry = { kind: 'move', word: `${person.word} ${day}` } as const
    this.#ledger.try(entry)
    await this.#write(201, `/api/people/${person.id}/assignments`, { unitId, startsOn: day })
    this.#ledger.acknowledge(entry)
  }

  async #thank(): Promise<void> {
    const entry = { kind: 'thanks', word: `${this.#name} said ${this.#count++} words` } as const
    this.#ledger.try(entry)
    const { principleId } = this.#target
    await this.#write(201, '/api/thanks', { id: newId(), toPersonIds: [this.#somebody().id], principleId, happened: entry.word }, true)
    this.#ledger.acknowledge(entry)
  }

  async #commit(): Promise<void> {
    const entry = { kind: 'commitment', word: `${this.#name} will ${this.#count++} things` } as const
    this.#ledger.try(entry)
    await this.#write(201, '/api/commitments', { id: newId(), words: entry.word }, true)
    this.#ledger.acknowledge(entry)
  }

  /** Half of them also answer a question. */
  async #step(): Promise<void> {
    const { lessonId } = this.#target.learning
    const where = { lessonId, language: 'en', number: 1 }
    const step = { kind: 'step', word: `${lessonId} ${++this.#steps}` } as const
    this.#ledger.try(step)
    const at = new Date(lessonsBegan + this.#steps * 1000).toISOString()
    await this.#note('/api/lesson-steps', { id: newId(), ...where, block: this.#steps % 5, at })
    this.#ledger.acknowledge(step)
    if (this.#steps % 2 === 0) return
    const question = await this.#question()
    const answer = { kind: 'lesson-answer', word: newId() } as const
    this.#ledger.try(answer)
    await this.#note('/api/lesson-answers', { id: answer.word, ...where, block: question, chosen: [0] })
    this.#ledger.acknowledge(answer)
  }

  #questionAt: number | undefined
  async #question(): Promise<number> {
    if (this.#questionAt === undefined) {
      const { body } = await this.#ask('GET', `/api/my-lessons/${this.#target.learning.lessonId}`, undefined, undefined, true)
      const { blocks } = body as unknown as { blocks: { at: number; block: { kind: string } }[] }
      this.#questionAt = blocks.find(({ block }) => block.kind === 'question')!.at
    }
    return this.#questionAt
  }

  async #review(): Promise<void> {
    const entry = { kind: 'review', word: `${this.#name} said ${this.#count++} first` } as const
    this.#ledger.try(entry)
    const { itemIds } = this.#target.learning
    const subjectId = itemIds[this.#count % itemIds.length]
    await this.#note('/api/practice-reviews', { id: newId(), kind: 'item', subjectId, version: 1, language: 'en', words: entry.word })
    this.#ledger.acknowledge(entry)
  }

  async #sit(): Promise<void> {
    const { assessmentId, itemIds } = this.#target.learning
    const sittingId = await this.#note('/api/sittings', { id: newId(), assessmentId, language: 'en' })
    const entry = { kind: 'submission', word: `${this.#name} handed in ${this.#count++}` } as const
    this.#ledger.try(entry)
    const answers = itemIds.map((itemId) => ({ itemId, words: entry.word, confidence: 'guess' }))
    await this.#note('/api/sitting-submissions', { sittingId, answers })
    this.#ledger.acknowledge(entry)
  }

  /** As a person: sent again it has the id that it had. */
  async #note(path: string, body: unknown): Promise<string> {
    const { status, body: answer } = await this.#ask('POST', path, body, undefined, true)
    if (status >= 300) throw new Error(`POST ${path}: ${status} ${JSON.stringify(answer)}`)
    return answer?.id ?? ''
  }

  async #import(): Promise<void> {
    const words = [0, 1, 2].map((row) => `${this.#name}-${this.#count}i${row}`)
    this.#count++
    const form = new FormData()
    form.append('choices', '{"absent":"keep"}')
    // A unit that is there: two lists that both make a new one would outdate each other, which is told, not lost.
    const lines = words.map((word) => `${word},${word},Unit ${this.#name.slice(1)}`)
    form.append('file', new File([['Employee ID,First name,Department', ...lines].join('\n')], 'staff.csv', { type: 'text/csv' }))
    const id = await this.#preview(form)
    // Its process was killed while it was read: the file is gone with it, and nothing was promised.
    if (id === undefined) return
    for (const word of words) this.#ledger.try({ kind: 'import', word })
    await this.#write(202, `/api/people-imports/${id}/applications`, {})
    for (const word of words) this.#ledger.acknowledge({ kind: 'import', word })
  }

  async #preview(form: FormData): Promise<string | undefined> {
    const { status, body } = await this.#ask('POST', '/api/people-imports', undefined, form)
    if (status !== 202 || !body?.id) throw new Error(`the list was refused: ${status} ${JSON.stringify(body)}`)
    for (const end = performance.now() + 5000; performance.now() < end; await pause(pauseMs)) {
      const view = await this.#ask('GET', `/api/people-imports/${body.id}`)
      if (view.body?.state === 'previewed') return body.id
    }
    return undefined
  }
}
