// How wrong tries are slowed. The reasons stand in the README under "Guessing".
const secondMs = 1000
const hourMs = 3600 * secondMs

/** `device`: five tries are free, then each wrong one doubles the wait. `budget`: `burst` tries at once, one more each `refillMs`. */
export type Limit = { key: string; kind: 'device' } | { key: string; kind: 'budget'; burst: number; refillMs: number }

export const freeTries = 5
export const firstWaitS = 30
export const longestWaitS = 3600
/** A device that was left alone this long begins anew. */
export const forgetAfterMs = 24 * hourMs

export interface Guesser {
  /** What is guessed at: the folded e-mail address, or the account behind a badge. Also where there is no such account. */
  subject: string
  secret: 'password' | 'pin'
  /** The device's own cookie; undefined when the browser sent none. */
  device: string | undefined
  /** This account has signed in on this device before. */
  isKnownDevice: boolean
  network: string
}

/**
 * The limits that a try must pass. A device that the account knows answers only to itself: nobody else can slow it. Everybody else
 * shares budgets per account and network, per account, and per network, wide enough for a shop that all signs in on one morning.
 */
export function limitsFor({ subject, secret, device, isKnownDevice, network }: Guesser): Limit[] {
  const own: Limit[] = device === undefined ? [] : [{ key: `device ${subject} ${device}`, kind: 'device' }]
  if (isKnownDevice && device !== undefined) return own
  const wholeNetwork: Limit = { key: `network ${network}`, kind: 'budget', burst: 2000, refillMs: hourMs / 1000 }
  if (secret === 'pin') return [...own, { key: `pin ${subject}`, kind: 'budget', burst: 30, refillMs: hourMs }, wholeNetwork]
  return [
    ...own,
    { key: `account ${subject} ${network}`, kind: 'budget', burst: 250, refillMs: hourMs / 10 },
    { key: `account ${subject}`, kind: 'budget', burst: 500, refillMs: hourMs / 20 },
    wholeNetwork,
  ]
}

/** One-time codes carry 60 bits, so only the network is counted. */
export const codeLimits = (network: string): Limit[] => [{ key: `code ${network}`, kind: 'budget', burst: 200, refillMs: hourMs / 200 }]
/** Letters that one address can be sent, and one network can cause. */
export const resetLimits = (subject: string, network: string): Limit[] => [
  { key: `reset ${subject}`, kind: 'budget', burst: 3, refillMs: hourMs / 3 },
  { key: `resets ${network}`, kind: 'budget', burst: 100, refillMs: hourMs / 60 },
]

/** Seconds to wait after so many wrong tries on one device. */
export const waitAfterS = (wrongTries: number): number =>
  wrongTries < freeTries ? 0 : Math.min(longestWaitS, firstWaitS * 2 ** (wrongTries - freeTries))
