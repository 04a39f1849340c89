// A process of its own that sets pages with Typst, started by typesetter.ts. It ends when its parent closes the channel.
// Not a thread: native code can't be interrupted and a fault in it would take the server along; and only the end of a
// process gives its memory back.
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { qrShape } from './qr.ts'

export interface TypesettingJob {
  format: 'pdf' | 'svg'
  template: string
  data: Record<string, unknown>
  /** Seconds since 1970, for the properties of a PDF. */
  createdAtS: number
}
export type TypesettingReply = { bytes: Uint8Array } | { error: string }

const workspace = fileURLToPath(new URL('../../../assets/print/', import.meta.url))
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [`${workspace}fonts`] }] })

function typeset({ format, template, data, createdAtS }: TypesettingJob): TypesettingReply {
  // Typst only ever sees the data as one JSON string; it is read as values and set as text.
  const withShapes = JSON.stringify(data, (key, value: unknown) => (key === 'qr' ? qrShape(String(value)) : value))
  const compiled = compiler.compile({ mainFilePath: `${workspace}templates/${template}.typ`, inputs: { data: withShapes } })
  const document = compiled.result
  if (document === null) {
    const diagnostics = compiled.takeError()?.shortDiagnostics as { message: string; path: string }[] | undefined
    return { error: diagnostics?.map(({ message, path }) => `${path.slice(workspace.length)}: ${message}`).join('; ') ?? 'no document' }
  }
  const bytes = format === 'pdf' ? compiler.pdf(document, { creationTimestamp: createdAtS }) : Buffer.from(compiler.plainSvg(document))
  return { bytes }
}

// The parent decides when to stop, also where a terminal or a supervisor signals the whole group.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('message', (job: TypesettingJob) => {
  let reply: TypesettingReply
  try {
    reply = typeset(job)
  } catch (error) {
    reply = { error: error instanceof Error ? error.message : String(error) }
  }
  // Typst remembers every text it has set; codes and PINs must not stay.
  compiler.evictCache(0)
  process.send?.(reply)
})
