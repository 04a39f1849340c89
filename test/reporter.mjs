// Runs inside each test file's process and writes one JSON line per event to file descriptor 3, beside what the tests print.
import { writeSync } from 'node:fs'
import { inspect } from 'node:util'

/** An error of node:test carries the thrown one as its cause. */
function describe(error) {
  const cause = error.cause ?? error
  if (!(cause instanceof Error)) return inspect(cause)
  const stack = (cause.stack ?? '').split('\n').filter((line) => !/\(node:|at node:|<anonymous>\)$/.test(line))
  const more = cause.cause === undefined ? '' : `\ncaused by ${inspect(cause.cause)}`
  return stack.length > 1 ? stack.join('\n') + more : inspect(cause)
}

// node:test's own sums of a file.
const ownFigures = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/

export default async function* report(source) {
  for await (const { type, data } of source) {
    if (type === 'test:diagnostic') {
      // Warnings are above all about work that went on after its test had ended.
      if (data.level !== 'info') process.stderr.write(`${data.message}\n`)
      else if (!ownFigures.test(data.message)) writeSync(3, `${JSON.stringify({ type: 'note', name: data.message })}\n`)
    }
    if (!['test:enqueue', 'test:complete', 'test:pass', 'test:fail'].includes(type)) continue
    const { name, line, skip, todo, details } = data
    const event = { type: type.slice(5), name, line, skip, todo, kind: details?.type }
    if (type === 'test:fail') {
      event.detail = describe(details.error)
      event.isOnlyByChild = details.error.failureType === 'subtestsFailed'
    }
    writeSync(3, `${JSON.stringify(event)}\n`)
  }
  // Its absence tells that the process left before its tests had ended.
  writeSync(3, '{"type":"end"}\n')
  // A reporter is a generator; this one has nothing to print.
  yield ''
}
