// A script with which anybody can check the study in R, from the same file.
import type { Design } from '#engines/causal/rows.ts'
import type { Answer } from './answer.ts'
import type { Columns } from './read-panel.ts'

/** A string of R: JSON's escapes are R's too, for all that a name may hold. */
const quoted = (text: string): string => JSON.stringify(text)
const named = (name: string): string => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``

export function rScript(
  file: string,
  columns: Columns,
  { control, anticipation }: Pick<Design, 'control' | 'anticipation'>,
  answer: Answer,
): string {
  const covariates = columns.covariates.length === 0 ? '~1' : `~ ${columns.covariates.map(named).join(' + ')}`
  const shown = answer.overall
    ? `# Attune: ${answer.overall.estimate} (${answer.overall.se}); the ranges differ a little, for Attune's allow for few clusters.`
    : '# Attune refuses a number here; the figures below are for whoever wants to see why.'
  return `# Checks a study of Attune with R's did (Callaway & Sant'Anna). Periods must be numbers; number months and dates first.
# install.packages("did")
library(did)
data <- read.csv(${quoted(file)}, check.names = FALSE)
data[[".id"]] <- as.integer(factor(data[[${quoted(columns.unit)}]]))
data[[${quoted(columns.firstTreated)}]][is.na(data[[${quoted(columns.firstTreated)}]])] <- 0
effects <- att_gt(
  yname = ${quoted(columns.outcome)}, tname = ${quoted(columns.time)}, idname = ".id", gname = ${quoted(columns.firstTreated)},
  xformla = ${covariates}, data = data, control_group = ${quoted(control === 'never' ? 'nevertreated' : 'notyettreated')},
  anticipation = ${anticipation}, base_period = "varying", est_method = "dr", allow_unbalanced_panel = TRUE,
${columns.cluster === undefined ? '' : `  clustervars = ${quoted(columns.cluster)},\n`}  bstrap = FALSE, cband = FALSE
)
summary(effects)
${shown}
print(aggte(effects, type = "simple", na.rm = TRUE))
for (type in c("dynamic", "group", "calendar")) print(aggte(effects, type = type, na.rm = TRUE, bstrap = FALSE, cband = FALSE))
`
}
