// From a file to an answer, and what goes out beside it; for the command.
import { readFile, writeFile } from 'node:fs/promises'
import type { Design } from '#engines/causal/rows.ts'
import { studyOf } from '#engines/causal/study.ts'
import { seeded } from '#engines/item/seeded.ts'
import { CommandRefused } from '#platform/cli/command.ts'
import { answerOf, type Answer, refusalOf } from './answer.ts'
import { eventStudyPlot } from './plot.ts'
import { rScript } from './r-script.ts'
import { type Columns, type FileObjection, objectionOf, type PanelFile, readPanel } from './read-panel.ts'

const refuse = (file: string, { line, column: name, what }: FileObjection): never => {
  throw new CommandRefused(`${file}${line === null ? '' : `, line ${line}`}${name === null ? '' : `, column ${name}`}: ${what}`)
}

interface Asked {
  columns: Columns
  design: Pick<Design, 'control' | 'anticipation'>
  isRandomised: boolean | undefined
  /** Where to write the picture, and the script in R. */
  plot: string | undefined
  r: string | undefined
}

/** On its own, so that the file's bytes are let go before the engine needs room. */
async function panelOf(file: string, columns: Columns): Promise<PanelFile> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new CommandRefused(`${file} can't be read: ${error.message}`)
  })
  const { file: panel, objection } = readPanel(bytes, columns)
  return panel ?? refuse(file, objection)
}

export async function estimateFile(file: string, { columns, design, isRandomised, plot, r }: Asked): Promise<Answer> {
  const panel = await panelOf(file, columns)
  // The same file gives the same study, to the last digit.
  const outcome = studyOf(panel.rows, { design, random: seeded('study'), isRandomised })
  const answer: Answer =
    outcome.study === null
      ? (refusalOf(outcome.problem, panel.lines.length, panel.withoutOutcome) ?? refuse(file, objectionOf(outcome.problem, columns, panel)))
      : answerOf(outcome.study, panel)
  const write = (path: string, text: string) =>
    writeFile(path, text).catch((error: Error) => {
      throw new CommandRefused(`${path} can't be written: ${error.message}`)
    })
  if (plot !== undefined) await write(plot, eventStudyPlot(answer, columns.outcome))
  if (r !== undefined) await write(r, rScript(file, columns, design, answer, panel.form))
  return answer
}
