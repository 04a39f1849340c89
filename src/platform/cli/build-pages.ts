// Builds the pages where their sources changed, in a process of its own: the builder's memory is given back, and the database starts meanwhile.
import { spawn } from 'node:child_process'
import { CommandRefused } from './command.ts'

export async function buildPages(script: string, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 2, 2], signal, killSignal: 'SIGTERM' })
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
  if (code !== 0) throw new CommandRefused('The pages could not be built; the reason stands above.', 'Mend it, or fetch the project again.')
}
