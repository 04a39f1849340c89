// docs/openapi.json is what the routes say, and a program that reads it finds nothing to complain about.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { openApiDocument } from '#platform/http/openapi.ts'
import { routes } from '../../src/assembly.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const file = path.join(root, 'docs', 'openapi.json')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
const text = `${JSON.stringify(openApiDocument(routes, version), null, 2)}\n`
if (process.env.ATTUNE_UPDATE_OPENAPI === 'true') writeFileSync(file, text)

test('docs/openapi.json is the document of the routes', () => {
  assert.equal(readFileSync(file, 'utf8') === text, true, 'the routes have changed; write it anew with: npm test -- --update-openapi')
})

const lint = (document: string) =>
  promisify(execFile)(
    process.execPath,
    [
      path.join(root, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js'),
      'lint',
      document,
      '--config',
      path.join(root, 'redocly.yaml'),
      '--format',
      'json',
    ],
    {
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true' },
      maxBuffer: 50_000_000,
    },
  ).then(
    ({ stdout }) => ({ isClean: true, stdout }),
    (error: { stdout?: string; message: string }) => ({ isClean: false, stdout: error.stdout ?? error.message }),
  )

test('the linter finds nothing in it, and finds a seeded fault', async () => {
  const { isClean, stdout } = await lint(file)
  assert.ok(isClean, stdout.slice(0, 3000))
  const dir = mkdtempSync(path.join(tmpdir(), 'attune-openapi-'))
  try {
    const bad = JSON.parse(text) as { paths: Record<string, Record<string, { operationId?: string }>> }
    bad.paths['/api/people']!['get']!.operationId = bad.paths['/api/people']!['post']!.operationId!
    writeFileSync(path.join(dir, 'bad.json'), JSON.stringify(bad))
    assert.equal((await lint(path.join(dir, 'bad.json'))).isClean, false)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
