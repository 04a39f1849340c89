// JSON with the place of each value, so that whoever writes a file by hand is told the line and column of a mistake.

export interface Place {
  line: number
  column: number
}
export class JsonFault extends Error {
  readonly offset: number
  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

/** Line and column, both from 1, of an offset. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}

export interface Located {
  value: unknown
  /** Offset of the value at a pointer such as `/0/options/1/text`; of its parent where it is absent. */
  offsetOf: (pointer: string) => number
}

const deepest = 12
/** No key may reach a prototype. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** @throws JsonFault where the text is no JSON, twelve levels deep at most */
export function readJson(text: string): Located {
  const offsets = new Map<string, number>()
  let at = 0
  const fail = (message: string): never => {
    throw new JsonFault(message, Math.min(at, text.length))
  }
  const space = /[ \t\r\n]*/y
  const token = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
  const skip = () => {
    space.lastIndex = at
    space.exec(text)
    at = space.lastIndex
  }
  const plain = (): unknown => {
    token.lastIndex = at
    const found = token.exec(text)
    if (!found)
      return fail(
        at >= text.length
          ? 'the file ends here too early'
          : 'a value is expected here: a text in "quotes", a number, true, false, a list or an object',
      )
    at = token.lastIndex
    return JSON.parse(found[0]) as unknown
  }
  const value = (pointer: string, depth: number): unknown => {
    skip()
    if (depth > deepest) fail('too deep')
    offsets.set(pointer, at)
    const sign = text[at]
    if (sign !== '[' && sign !== '{') return plain()
    const close = sign === '[' ? ']' : '}'
    const list: unknown[] = []
    const record: Record<string, unknown> = {}
    at++
    skip()
    if (text[at] === close) {
      at++
      return sign === '[' ? list : record
    }
    for (;;) {
      skip()
      if (sign === '[') list.push(value(`${pointer}/${list.length}`, depth + 1))
      else {
        if (text[at] !== '"') fail('a name in "quotes" is expected here')
        const start = at
        const name = plain() as string
        if (forbidden.has(name) || Object.hasOwn(record, name)) {
          at = start
          fail(forbidden.has(name) ? `"${name}" can't be a name` : `"${name}" stands here twice`)
        }
        skip()
        if (text[at] !== ':') fail('":" is expected here')
        at++
        record[name] = value(`${pointer}/${name}`, depth + 1)
      }
      skip()
      if (text[at] === close) break
      if (text[at] !== ',') fail(`"," or "${close}" is expected here`)
      at++
    }
    at++
    return sign === '[' ? list : record
  }
  const whole = value('', 0)
  skip()
  if (at < text.length) fail('nothing may follow here')
  return {
    value: whole,
    offsetOf(pointer) {
      for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
        const offset = offsets.get(path)
        if (offset !== undefined) return offset
        if (path === '') return 0
      }
    },
  }
}
