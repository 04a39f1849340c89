// One thing written in several ways ("Sales", "SALES") is called as most rows write it, whatever their order.
// Of two spellings as frequent the one with small letters wins.
export class Spellings {
  private readonly counts = new Map<string, Map<string, number>>()

  add(key: string, name: string, rows = 1): void {
    let names = this.counts.get(key)
    if (!names) this.counts.set(key, (names = new Map()))
    names.set(name, (names.get(name) ?? 0) + rows)
  }

  keys(): string[] {
    return [...this.counts.keys()].sort()
  }

  nameOf(key: string): string {
    const names = [...(this.counts.get(key) ?? [])]
    return names.sort(([a, countA], [b, countB]) => countB - countA || (a < b ? 1 : -1))[0]?.[0] ?? key
  }
}
