// One row of COPY's text format (https://www.postgresql.org/docs/current/sql-copy.html): values between tabs, \N for null, a backslash before what would be
// mistaken. Server encoding, settings and version do not matter: we ask for UTF-8, ISO dates and UTC.

const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** The values as text, in the order of the columns; null where SQL has NULL. */
export function readRow(line: string): (string | null)[] {
  const cells: (string | null)[] = line.split('\t')
  if (!line.includes('\\')) return cells
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    if (cell === '\\N') cells[i] = null
    else if (cell.includes('\\')) cells[i] = cell.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter)
  }
  return cells
}

/** So that a value has one text only, whatever the server or the role is set to. */
export const textSettings = `set local client_encoding = 'UTF8'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local timezone = 'UTC'; set local extra_float_digits = 1; set local bytea_output = 'hex'; set local xmloption = 'content';
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`
