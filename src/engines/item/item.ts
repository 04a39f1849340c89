// A practice item: what is asked, and what is right. The same keys stand in every language of it; what is right stands in the same places.

export const kinds = ['choice', 'multiple', 'order', 'match', 'short', 'judgement'] as const
export type ItemKind = (typeof kinds)[number]

export interface Option {
  text: string
  /** Of choice and multiple. */
  isRight: boolean
  /** Of judgement: 0 does harm, 1 weak, 2 defensible, 3 what the standard asks. Null elsewhere. */
  worth: number | null
  /** Said to whoever chose it. */
  feedback: string
}

export interface ItemText {
  prompt: string
  options: Option[]
  /** Left and right, as they belong together. */
  pairs: [string, string][]
  /** In the right order. */
  order: string[]
  /** Answers of a short one; the first is shown. */
  accepted: string[]
  explanation: string
}

export interface Item extends ItemText {
  key: string
  /** The pack's word for a principle. */
  theme: string
  level: number
  kind: ItemKind
  /** Role families; empty: everyone. */
  families: string[]
  source: string
}

/** Bounds of what people write; longer ones are refused, never cut. */
export const most = {
  key: 60,
  prompt: 500,
  option: 240,
  feedback: 400,
  explanation: 600,
  source: 200,
  options: 6,
  pairs: 6,
  order: 7,
  accepted: 12,
  families: 6,
  items: 500,
}
