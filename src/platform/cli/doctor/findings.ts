/** `ok`: fine. `note`: worth knowing. `problem`: needs somebody; `remedy` says what to do. */
export interface Finding {
  about: string
  state: 'ok' | 'note' | 'problem'
  text: string
  remedy?: string
}

export const ok = (about: string, text: string): Finding => ({ about, state: 'ok', text })
export const note = (about: string, text: string, remedy?: string): Finding => ({
  about,
  state: 'note',
  text,
  ...(remedy ? { remedy } : {}),
})
export const problem = (about: string, text: string, remedy: string): Finding => ({ about, state: 'problem', text, remedy })
