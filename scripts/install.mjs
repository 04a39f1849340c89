// Brings node_modules to what package-lock.json says, before anything of ours runs. Plain JavaScript for Node 18 and newer, on purpose without
// imports that cost time: when nothing changed it must cost milliseconds. Writes to stderr only, so that the stdout of --json stays JSON.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const nodeModules = path.join(root, 'node_modules')
// A copy of the lock that was installed. It lies in node_modules, so `npm ci`, which begins by emptying that folder, also removes the claim.
const stamp = path.join(nodeModules, '.attune-installed-lock')
const lockFile = path.join(root, 'package-lock.json')
const ownNode = path.join(nodeModules, '.bin', 'node')
const floor = 24

// A closed terminal must not end an installation half way.
process.stderr.on('error', () => {})
const say = (text) => process.stderr.write(`${text}\n`)
const leave = (text) => {
  say(text)
  process.exit(1)
}

const read = (file) => {
  try {
    return fs.readFileSync(file)
  } catch {
    return undefined
  }
}

function isInstalled() {
  const wanted = read(lockFile)
  const have = read(stamp)
  return wanted !== undefined && have !== undefined && wanted.equals(have)
}

// After a plain `npm install` or `npm ci` the packages are there already: npm's own record of what lies in node_modules, written last, tells.
function isInstalledByHand() {
  const wanted = read(lockFile)
  const have = read(path.join(nodeModules, '.package-lock.json'))
  if (wanted === undefined || have === undefined) return false
  const installed = JSON.parse(have.toString()).packages
  const isForHere = (entry) =>
    (entry.os ?? [process.platform]).includes(process.platform) && (entry.cpu ?? [process.arch]).includes(process.arch)
  return Object.entries(JSON.parse(wanted.toString()).packages).every(([where, entry]) => {
    const there = installed[where]
    if (where === '') return true
    if (there === undefined) return entry.optional === true && (!isForHere(entry) || entry.libc !== undefined)
    return there.version === entry.version && there.integrity === entry.integrity
  })
}

// npm scripts find node_modules/.bin first, so the Node that the lock pins runs the program even where the machine has an old one.
function checkNode() {
  if (fs.existsSync(ownNode)) return
  if (Number(process.versions.node.split('.')[0]) >= floor) return
  leave(
    `Attune needs Node ${floor} or newer. This is Node ${process.versions.node} on ${process.platform}-${process.arch}, for which npm brings none along.\n` +
      `Install Node ${floor} from https://nodejs.org (or with a version manager: nvm install ${floor}), then run the same command again.`,
  )
}

// Linux: the time since boot at which the process started tells it from a later one with the same number. Elsewhere the number has to do.
function identityOf(pid) {
  try {
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? undefined : `${pid} ${fields[19]}`
  } catch {
    if (process.platform === 'linux') return undefined
  }
  try {
    process.kill(pid, 0)
    return `${pid}`
  } catch (error) {
    return error.code === 'EPERM' ? `${pid}` : undefined
  }
}

const guard = path.join(root, '.cache', 'install-lock')

function takeGuard() {
  fs.mkdirSync(path.dirname(guard), { recursive: true })
  // Filled before it gets its name: nobody ever sees a lock without its owner.
  const mine = `${guard}-${process.pid}`
  fs.rmSync(mine, { recursive: true, force: true })
  fs.mkdirSync(mine)
  fs.writeFileSync(path.join(mine, 'owner'), identityOf(process.pid) ?? '')
  try {
    fs.renameSync(mine, guard) // fails when the target exists and is not empty
    return true
  } catch (error) {
    fs.rmSync(mine, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  }
  const owner = read(path.join(guard, 'owner'))?.toString()
  if (owner !== undefined && identityOf(Number(owner.split(' ')[0])) !== owner) {
    // Its owner was killed. Only the one who still reads the dead owner's name takes it away.
    const dead = `${guard}-dead-${process.pid}`
    try {
      fs.renameSync(guard, dead)
      const taken = read(path.join(dead, 'owner'))?.toString()
      if (taken !== owner) fs.renameSync(dead, guard)
    } catch {
      // Another one was quicker.
    }
    fs.rmSync(dead, { recursive: true, force: true })
  }
  return false
}

function runNpm() {
  // --ignore-scripts: nothing in the lock needs an install script (PostgreSQL's library links are made when it starts).
  const options = [
    'ci',
    '--include=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--engine-strict=false',
    '--loglevel=error',
  ]
  const npm = process.env.npm_execpath
  const isScript = npm !== undefined && /\.c?js$/.test(npm)
  const [command, before] = isScript ? [process.execPath, [npm]] : ['npm', []]
  return new Promise((resolve) => {
    const child = spawn(command, [...before, ...options], { cwd: root, stdio: ['ignore', 2, 2] })
    const stop = (signal) => child.kill(signal)
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    // npm passes a signal to its shell alone; we notice that by having another parent.
    const parent = process.ppid
    const watch = setInterval(() => process.ppid !== parent && stop('SIGTERM'), 500)
    child.once('error', (error) => leave(`npm could not be started: ${error.message}. Install npm, then run the same command again.`))
    child.once('exit', (code, signal) => {
      clearInterval(watch)
      resolve(signal ?? code)
    })
  })
}

async function install() {
  const started = Date.now()
  if (!fs.existsSync(lockFile)) leave(`package-lock.json is missing in ${root}. Fetch the whole project again.`)
  for (let isWaiting = false; !takeGuard(); isWaiting = true) {
    if (!isWaiting) say('Another start is installing the packages; waiting for it ...')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  process.once('exit', () => fs.rmSync(guard, { recursive: true, force: true }))
  if (isInstalled()) return
  if (isInstalledByHand()) return fs.copyFileSync(lockFile, stamp)
  const wanted = fs.readFileSync(lockFile)
  say('Installing the packages (the first time this takes about a minute) ...')
  const pulse = setInterval(() => say(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`), 15_000)
  const outcome = await runNpm()
  clearInterval(pulse)
  if (outcome === 'SIGINT' || outcome === 'SIGTERM') process.exit(outcome === 'SIGINT' ? 130 : 143)
  if (outcome !== 0)
    leave(
      'The packages could not be installed; npm says why above. Check the network (npm ping), the free disk space, then run the same command again.',
    )
  if (fs.existsSync(ownNode) && spawnSync(ownNode, ['--version']).status !== 0) {
    leave(
      'The Node that npm brings along does not run on this machine. It needs Linux with glibc 2.28 or newer (Debian 10, Ubuntu 20.04); Alpine does not have it.',
    )
  }
  fs.writeFileSync(stamp, wanted)
  say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

if (!isInstalled()) await install()
checkNode()
