// Small trees with a seeded fault, on disk as the real one is, so that a guard is tried whole.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Writes the files, runs the work on their folder, removes them. */
export function withTree<T>(files: Record<string, string>, work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'attune-guard-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      writeFileSync(path.join(folder, name), text)
    }
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Fails with the list as it should be read: one finding a line. */
export function assertNone(faults: readonly string[]): void {
  if (faults.length > 0) assert.fail(`${faults.length} found:\n${faults.join('\n')}`)
}
