// Groups large enough to be shown without speaking about those who are hidden.

/**
 * Which groups of one column may be shown. What is hidden together must be at least `fewest` people too: else the whole less what is shown would speak about
 * those few. Then the smallest shown one is hidden with them.
 *
 * @param whole people of the unit above, those that stand in no group below included
 * @param groups people per group, those with none left out
 */
export function shownGroups(whole: number, groups: ReadonlyMap<string, number>, fewest: number): Set<string> {
  const inOrder = [...groups].filter(([, people]) => people > 0).toSorted((a, b) => a[1] - b[1])
  const shown = inOrder.filter(([, people]) => people >= fewest)
  const rest = () => whole - shown.reduce((sum, [, people]) => sum + people, 0)
  while (shown.length > 0 && rest() > 0 && rest() < fewest) shown.shift()
  return new Set(shown.map(([id]) => id))
}
