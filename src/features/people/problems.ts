import { problemType } from '#platform/http/problem.ts'

export const emailTaken = problemType({ slug: 'email-taken', status: 409, title: 'Somebody else has this e-mail address' })
export const hrNumberTaken = problemType({ slug: 'staff-number-taken', status: 409, title: 'Somebody else has this staff number' })
export const nameTaken = problemType({ slug: 'name-taken', status: 409, title: 'That name is in use' })
export const stillInUse = problemType({ slug: 'still-in-use', status: 409, title: 'It is still in use' })
export const wouldBeCircle = problemType({ slug: 'would-be-circle', status: 409, title: 'That would close a circle' })
export const laterMoveExists = problemType({ slug: 'later-move-exists', status: 409, title: 'A later move is already noted' })
export const hasLeft = problemType({ slug: 'has-left', status: 409, title: 'This person has left' })
export const overlappingAbsence = problemType({
  slug: 'overlapping-absence',
  status: 409,
  title: 'An absence is already noted for these days',
})
export const unknownReference = problemType({ slug: 'unknown-reference', status: 422, title: 'It refers to something that is not there' })

export const planOutdated = problemType({ slug: 'plan-outdated', status: 409, title: 'The organisation has changed since the preview' })
export const unreadableFile = problemType({ slug: 'unreadable-file', status: 422, title: 'This file can’t be read as a list of people' })
export const confirmationNeeded = problemType({ slug: 'confirmation-needed', status: 422, title: 'Type the number of people who leave' })
