/** At most `most` letters, cut between words where there is a space, and an ellipsis after what was cut. */
export function shorten(words: string, most: number): string {
  if (words.length <= most) return words
  const space = words.lastIndexOf(' ', most)
  return `${words.slice(0, space > 0 ? space : most).trimEnd()} …`
}
