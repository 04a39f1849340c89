import { problemType } from '#platform/http/problem.ts'

export const signInRefused = problemType({ slug: 'sign-in-refused', status: 401, title: 'That sign-in does not match' })
export const sessionLocked = problemType({ slug: 'session-locked', status: 401, title: 'This shared device is locked' })
export const secretRefused = problemType({ slug: 'secret-refused', status: 403, title: 'That password or PIN does not match' })
export const beyondAuthority = problemType({ slug: 'beyond-authority', status: 403, title: 'That reaches further than your own access' })
export const setUpCodeNeeded = problemType({ slug: 'set-up-code-needed', status: 403, title: 'The set-up code does not match' })
export const badgeNotValid = problemType({ slug: 'badge-not-valid', status: 404, title: 'This badge is not valid any more' })
export const codeNotValid = problemType({ slug: 'code-not-valid', status: 404, title: 'This code is not valid any more' })
export const hasNoEmail = problemType({ slug: 'has-no-email', status: 409, title: 'This person has no e-mail address' })
export const alreadySetUp = problemType({ slug: 'already-set-up', status: 409, title: 'This server is set up already' })
export const lastAdministrator = problemType({ slug: 'last-administrator', status: 409, title: 'Somebody must remain administrator' })
export const grantFollowsUnit = problemType({ slug: 'grant-follows-unit', status: 409, title: 'This role comes with leading a unit' })
export const nobodyToPrint = problemType({ slug: 'nobody-to-print', status: 409, title: 'There is nobody to print for' })
export const secretTooWeak = problemType({ slug: 'secret-too-weak', status: 422, title: 'That is too easy to guess' })
export const tooManyTries = problemType({ slug: 'too-many-tries', status: 429, title: 'Too many wrong tries; wait a while' })

export const all = [
  signInRefused,
  sessionLocked,
  secretRefused,
  beyondAuthority,
  setUpCodeNeeded,
  badgeNotValid,
  codeNotValid,
  hasNoEmail,
  alreadySetUp,
  lastAdministrator,
  grantFollowsUnit,
  nobodyToPrint,
  secretTooWeak,
  tooManyTries,
]
