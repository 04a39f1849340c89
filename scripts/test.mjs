// npm test. The run itself is TypeScript, which an old Node can't read: say so instead of failing in its first line.
const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(`The tests need Node 24 or newer; this is ${process.versions.node}. Start them with: npm test\n`)
  process.exit(2)
}
await import('../test/run/main.ts')
