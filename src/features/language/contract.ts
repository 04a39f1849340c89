import { z } from 'zod'
import { language, text } from '#platform/http/fields.ts'

export const mantra = z.object({ id: z.string(), wording: z.string(), language: z.string(), effectiveFrom: z.string() })
export const currentMantra = z.object({ mantra: mantra.nullable() })
/** One sentence; the workshop that tests and approves wordings builds on these versions. */
export const newMantra = z.object({ wording: text(300), language: language() }).strict()

export type Mantra = z.infer<typeof mantra>
export type NewMantra = z.infer<typeof newMantra>
