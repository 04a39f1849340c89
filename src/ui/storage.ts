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

const ownPrefix = 'attune.own.'
/** What waits to be sent outlives sign-out: it was acknowledged, and only its owner's session sends it. */
const waitingName = 'queue'

/** What a person can use without a network, and what waits to be sent; by person, because a phone may change hands. */
export const own = {
  keep: (personId: string, name: string, value: string) => quietly(() => localStorage.setItem(`${ownPrefix}${personId}.${name}`, value)),
  kept: (personId: string, name: string) => quietly(() => localStorage.getItem(`${ownPrefix}${personId}.${name}`)) ?? undefined,
  drop: (personId: string, name: string) => quietly(() => localStorage.removeItem(`${ownPrefix}${personId}.${name}`)),
}

/** Everybody's, or everybody's but one person's; what waits to be sent stays. */
export function wipeOwn(exceptPersonId?: string): void {
  for (const key of Object.keys(quietly(() => localStorage) ?? {})) {
    const isOther = key.startsWith(ownPrefix) && !(exceptPersonId && key.startsWith(`${ownPrefix}${exceptPersonId}.`))
    if (isOther && !key.endsWith(`.${waitingName}`)) quietly(() => localStorage.removeItem(key))
  }
}
