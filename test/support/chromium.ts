// The browser of the journeys: Debian's Chromium, driven by playwright-core. Its headless shell goes first: it draws the same pages without
// the windows around them, and opens one in a third of the time.
import { spawnSync } from 'node:child_process'
import { type Browser, chromium } from 'playwright-core'
import { aptInstall, findProgram, mayInstall } from './apt.ts'

const command = 'apt-get update && apt-get install -y --no-install-recommends chromium chromium-headless-shell'

// Quiet and alone: no calls home, no first-run pages, no GPU that a server lacks.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// A name in PATH may be a shim that only says "install the snap".
const works = (file: string): boolean => spawnSync(file, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0

export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH
  const candidates = given ? [given] : ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(findProgram)
  return candidates.find((file) => file !== undefined && works(file))
}

/** As above; installs it where that is plain. Says in `missing` what to do. */
export function ensureChromium(say: (line: string) => void): { file: string } | { missing: string } {
  const there = findChromium()
  if (there) return { file: there }
  if (process.env.CHROMIUM_PATH) return { missing: `CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which does not start` }
  const advice = `The browser tests need Chromium. Install it (Debian: ${command}) or name one in CHROMIUM_PATH.`
  if (!mayInstall()) return { missing: advice }
  say(`installing Chromium: ${command}`)
  // Older releases know the browser only.
  const failure = aptInstall(['chromium', 'chromium-headless-shell']) && aptInstall(['chromium'])
  const file = findChromium()
  return file ? { file } : { missing: `${advice} ${failure ?? 'What apt-get installed does not start.'}` }
}

/** A fresh browser with an empty profile. Close it when the file's tests have ended. */
export async function launchChromium(moreFlags: readonly string[] = []): Promise<Browser> {
  const chrome = ensureChromium((line) => process.stderr.write(`${line}\n`))
  if ('missing' in chrome) throw new Error(chrome.missing)
  return chromium.launch({ executablePath: chrome.file, headless: true, args: [...flags, ...moreFlags] })
}
