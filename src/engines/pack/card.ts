/** A card for the moment of need, in one language: what it is called, three things to do, lines to say, and what makes it worse. */
export interface CardText {
  moment: string
  do: string[]
  say: string[]
  avoid: string
}
