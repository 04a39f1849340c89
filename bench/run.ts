// `npm run bench -- NAME [options]`: each benchmark is a file of this folder with a `run`.
import { readdirSync } from 'node:fs'
import path from 'node:path'

const summaries: Record<string, string> = {
  assessment: 'two-parameter models of 1,000 and 10,000 people by 40 items, and raters’ alpha: milliseconds',
  causal: 'effects of training at 1,000 to 100,000 units by 24 periods: milliseconds and memory',
  'causal-simulation': '1,000 designs whose truth is known: coverage, what the gate rejects, effects that grow',
  chain: 'the chain page over 2,000,000 signals, and what a tenth of them costs',
  fuzz: '20,000 requests made from the OpenAPI document, none may break',
  http: 'a person, the directory and a write, each beside a bare server',
  import: '50,000 and 1,000 people: seconds and memory',
  learning: 'a 10-question assessment, a practice session and a review at 10,000 people, each beside a bare server',
  loop: 'Today, May I, an answer and thanks at 10,000 people, each beside a bare server',
  kills: 'kill -9 fifty times under mixed writes',
  paths: 'plans for 50,000 people, and who is not taught yet',
  recall: 'the recall map of 50,000 people, and how long its job counts',
  signals: '16 writers on one organisation',
  warning: 'false alarms of charts where nothing happens: the table that settings are chosen by, and per year',
  words: 'comments trained on and classified, 1,000 to 100,000; searched, compared and clustered',
  'words-settings': 'how the settings of the classifier were chosen: cross-validation, about ten minutes',
  year: 'a simulated year of practice of 2,000 people who forget by another model than FSRS',
}
const names = Object.keys(summaries).filter((name) => readdirSync(import.meta.dirname).includes(`${name}.ts`))
const name = process.argv[2] ?? ''
if (names.includes(name)) {
  const { run } = (await import(path.join(import.meta.dirname, `${name}.ts`))) as { run: () => Promise<void> }
  await run()
} else {
  process.stderr.write(`npm run bench -- NAME\n\n${names.map((known) => `  ${known.padEnd(18)} ${summaries[known]}`).join('\n')}\n`)
  process.exitCode = 2
}
