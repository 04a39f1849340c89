// @types/pg leaves this module out.
declare module 'pg/lib/utils.js' {
  /** A value as PostgreSQL's text format writes it: arrays, dates and objects too. */
  export function prepareValue(value: unknown): string | Buffer | null
}
