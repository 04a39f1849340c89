// What the browser keeps. Settings stay on the device; drafts belong to a person and go at sign-out. A browser that
// refuses storage (private mode, a policy) must not break the page: then nothing is kept.
const settingPrefix = 'attune.'
const draftPrefix = 'attune.draft.'

function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

let owner = 'nobody'
let isShared = false

const draftStore = (): Storage => (isShared ? sessionStorage : localStorage)

/** Whose drafts these are. On a shared device they live no longer than the tab. */
export function setDraftOwner(personId: string | undefined, isSharedDevice: boolean): void {
  owner = personId ?? 'nobody'
  isShared = isSharedDevice
}

export const settings = {
  keep: (name: string, value: string) => quietly(() => localStorage.setItem(settingPrefix + name, value)),
  kept: (name: string) => quietly(() => localStorage.getItem(settingPrefix + name)) ?? undefined,
  drop: (name: string) => quietly(() => localStorage.removeItem(settingPrefix + name)),
}

export function readDraft(name: string): unknown {
  const text = quietly(() => draftStore().getItem(`${draftPrefix}${owner}.${name}`))
  return text ? quietly(() => JSON.parse(text) as unknown) : undefined
}

export function writeDraft(name: string, value: unknown): void {
  quietly(() => draftStore().setItem(`${draftPrefix}${owner}.${name}`, JSON.stringify(value)))
}

export function dropDraft(name: string): void {
  quietly(() => draftStore().removeItem(`${draftPrefix}${owner}.${name}`))
}

/** Everybody's, or everybody's but one person's. */
export function wipeDrafts(exceptPersonId?: string): void {
  const kept = exceptPersonId && `${draftPrefix}${exceptPersonId}.`
  for (const store of [quietly(() => localStorage), quietly(() => sessionStorage)]) {
    if (!store) continue
    for (const key of Object.keys(store)) {
      if (key.startsWith(draftPrefix) && !(kept && key.startsWith(kept))) store.removeItem(key)
    }
  }
}
