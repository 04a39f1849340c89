// A script with which anybody can check the study in R, from the same file: it reads cells as we do, numbers dates by their order, and asks `did`.
import type { Design } from '#engines/causal/rows.ts'
import type { Answer } from './answer.ts'
import type { Columns, FileForm } from './read-panel.ts'

/** A string of R: JSON's escapes are R's too, for all that a name may hold. */
const quoted = (text: string): string => JSON.stringify(text)
const cells = (name: string): string => `data[[${quoted(name)}]]`

/** Dates in any of the ways that we read them, so that they sort; their order is their number. */
const dated = ({
  time,
  firstTreated,
}: Columns): string => `same <- function(text) sub("W([0-9])$", "W0\\\\1", sub("([0-9])-?([QW])", "\\\\1-\\\\2", toupper(text)))
periods <- sort(unique(same(${cells(time)})), method = "radix")
panel$time <- match(same(${cells(time)}), periods)
panel$first <- ifelse(isNever, 0, vapply(same(${cells(firstTreated)}), function(start) sum(periods < start) + 1, 0))
print(data.frame(number = seq_along(periods), period = periods))`

const numbered = ({ time, firstTreated }: Columns): string => `panel$time <- number(${cells(time)})
panel$first <- ifelse(isNever, 0, suppressWarnings(number(${cells(firstTreated)})))`

export function rScript(
  file: string,
  columns: Columns,
  { control, anticipation }: Pick<Design, 'control' | 'anticipation'>,
  answer: Answer,
  form: FileForm,
): string {
  const isIncomplete = answer.reasons.some(({ code }) => code === 'incomplete-panel')
  const named = columns.covariates.map((_, i) => `covariate${i + 1}`)
  const shown = answer.overall
    ? `# Attune: ${answer.overall.estimate} (${answer.overall.se}); the ranges differ a little, for Attune's allow for few clusters.`
    : '# Attune refuses a number here; the figures below are for whoever wants to see why.'
  return `# Checks a study of Attune with R's did (Callaway & Sant'Anna), 2.5.1 or newer.
# install.packages("did")
library(did)
data <- read.csv(${quoted(file)}, sep = ${quoted(form.separator)}, skip = ${form.linesAbove}, check.names = FALSE, colClasses = "character", fileEncoding = "UTF-8-BOM")
names(data) <- trimws(names(data))
data[] <- lapply(data, trimws)
number <- function(text) as.numeric(${form.hasDecimalCommas ? 'sub(",", ".", text, fixed = TRUE)' : 'text'})
data <- data[!tolower(${cells(columns.outcome)}) %in% c("", ".", "-", "na", "n/a", "nan", "null", "none"), ]
isNever <- tolower(${cells(columns.firstTreated)}) %in% c("", ".", "0", "0.0", "na", "n/a", "nan", "never", "none", "inf", "infinity", "null")
panel <- data.frame(unit = as.integer(factor(${cells(columns.unit)})), outcome = number(${cells(columns.outcome)}))
${form.labels ? dated(columns) : numbered(columns)}
panel$first[panel$first > max(panel$time) + ${anticipation}] <- 0
${columns.cluster === undefined ? '' : `panel$cluster <- as.integer(factor(${cells(columns.cluster)}))\n`}${columns.covariates.map((name, i) => `panel$${named[i]} <- number(${cells(name)})\n`).join('')}effects <- att_gt(
  yname = "outcome", tname = "time", idname = "unit", gname = "first", data = panel,
  xformla = ~ ${named.length === 0 ? '1' : named.join(' + ')}, control_group = ${quoted(control === 'never' ? 'nevertreated' : 'notyettreated')},
  anticipation = ${anticipation}, base_period = "varying", est_method = "dr", allow_unbalanced_panel = ${isIncomplete ? 'TRUE' : 'FALSE'},
${columns.cluster === undefined ? '' : '  clustervars = "cluster",\n'}  bstrap = FALSE, cband = FALSE
)
summary(effects)
${shown}
for (type in c("simple", "dynamic", "group", "calendar")) print(aggte(effects, type = type, na.rm = TRUE, bstrap = FALSE, cband = FALSE))
`
}
