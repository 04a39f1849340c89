// Requests made from the OpenAPI document, as everybody: the test of that name with more of them. Ends with 1 where one ended in a 500 or off the contract.
// Options: --requests 20000
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { parseArgs } from 'node:util'

export async function run(): Promise<void> {
  const { values } = parseArgs({ options: { requests: { type: 'string', default: '20000' } }, allowPositionals: true })
  const root = path.resolve(import.meta.dirname, '..')
  const child = spawn(process.execPath, ['test/run/main.ts', 'test/fuzz'], {
    cwd: root,
    env: { ...process.env, FUZZ_REQUESTS: values.requests },
    stdio: 'inherit',
  })
  const [status] = (await once(child, 'exit')) as [number | null]
  process.exitCode = status ?? 1
}

if (process.argv[1] === import.meta.filename) await run()
