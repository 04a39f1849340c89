// The stages that are a program's verdict on the whole tree.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { StageName } from './options.ts'
import type { Tally } from './tally.ts'

const limitMs = 300_000

interface Check {
  name: string
  /** Program of node_modules/.bin and its words. */
  command: [string, ...string[]]
  remedy: string
}

export const checks: Partial<Record<StageName, Check[]>> = {
  types: [
    { name: 'types of the server', command: ['tsc', '-p', 'tsconfig.json', '--pretty', 'false'], remedy: 'npx tsc -p tsconfig.json' },
    {
      name: 'types of the pages',
      command: ['tsc', '-p', 'tsconfig.web.json', '--pretty', 'false'],
      remedy: 'npx tsc -p tsconfig.web.json',
    },
  ],
  lint: [{ name: 'oxlint', command: ['oxlint', '--deny-warnings', '--format=unix'], remedy: 'npx oxlint --fix' }],
  format: [{ name: 'oxfmt', command: ['oxfmt', '--list-different'], remedy: 'npx oxfmt' }],
  unused: [
    {
      name: 'knip',
      command: ['knip', '--no-progress', '--no-config-hints'],
      remedy:
        'remove it, or import it where it is needed; knip.json lists what is used from outside (files that are started, packages that are read as files)',
    },
  ],
}

export async function runChecks(root: string, list: Check[], tally: Tally, signal: AbortSignal): Promise<void> {
  await Promise.all(
    list.map(async ({ name, command: [program, ...words], remedy }) => {
      const startedMs = performance.now()
      const child = spawn(path.join(root, 'node_modules/.bin', program), words, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        signal,
        timeout: limitMs,
      })
      let output = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
      const code = await once(child, 'close').then(
        ([status]) => status as number | null,
        (error: Error) => error.message,
      )
      if (code === 0) tally.pass()
      else
        tally.fail({
          where: name,
          what: `ended with ${code ?? `no answer within ${limitMs / 1000} s`}`,
          detail: `${shortened(output)}\nTo mend it: ${remedy}`,
        })
      tally.note(name, performance.now() - startedMs)
    }),
  )
}

function shortened(output: string): string {
  const lines = output.trim().split('\n')
  return lines.length <= 80 ? lines.join('\n') : [...lines.slice(0, 80), `... and ${lines.length - 80} lines more`].join('\n')
}
