// npm run dev: the server, started anew when its files change, and Vite's own server for the pages in front of it.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const port = process.env.PORT || '3000'
const pagesPort = process.env.PAGES_PORT || '5173'
process.env.API_URL = `http://127.0.0.1:${port}`
const env = { ...process.env, ATTUNE_ENV: 'development', PORT: port }

const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'src/main.ts', 'all', '--without-pages'], {
  cwd: root,
  env,
  stdio: 'inherit',
})
const { createServer } = await import('vite')
const pages = await createServer({ root, mode: 'development', server: { port: Number(pagesPort), strictPort: true } })
await pages.listen()
pages.printUrls()

let isStopping = false
async function stop(status) {
  if (isStopping) return
  isStopping = true
  server.kill('SIGTERM')
  await pages.close()
  if (server.exitCode === null && server.signalCode === null) await new Promise((resolve) => server.once('exit', resolve))
  process.exit(status)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0))
server.once('exit', (code) => void stop(code ?? 1))
