// What customers and colleagues wrote, as this engine reads it.

export interface Comment {
  text: string
  /** BCP 47 tag; only what stands before the first hyphen counts. */
  language: string
}

/** "de" of "de-AT". */
export const mainLanguage = (tag: string): string => tag.split('-', 1)[0]!.toLowerCase()
