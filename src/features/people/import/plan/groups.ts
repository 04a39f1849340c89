/** Groups of at least two, by what `keyOf` gives; null leaves out. In the order of their first line. */
export function groupsOf<Item extends { line: number }>(items: readonly Item[], key: (item: Item) => string | null): Item[][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const value = key(item)
    if (value === null) continue
    const group = groups.get(value)
    if (group) group.push(item)
    else groups.set(value, [item])
  }
  const several = [...groups.values()].filter((group) => group.length > 1)
  for (const group of several) group.sort((a, b) => a.line - b.line)
  return several.sort((a, b) => a[0]!.line - b[0]!.line)
}
