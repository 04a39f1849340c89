import { problemType } from '#platform/http/problem.ts'

export const principleUnknown = problemType({ slug: 'principle-unknown', status: 422, title: 'There is no such principle' })
export const tooManyPrinciples = problemType({ slug: 'too-many-principles', status: 409, title: 'There are eight principles already' })
export const principleNameTaken = problemType({ slug: 'principle-name-taken', status: 409, title: 'Another principle has that name' })
export const orderOutdated = problemType({ slug: 'order-outdated', status: 409, title: 'The principles have changed in the meantime' })
export const coolingOff = problemType({ slug: 'cooling-off', status: 409, title: 'The mantra changed a short while ago' })
export const dayNotPossible = problemType({ slug: 'day-not-possible', status: 422, title: 'The new wording can’t begin on that day' })
export const inForce = problemType({ slug: 'in-force', status: 409, title: 'This wording counts already' })
export const nothingToPrint = problemType({ slug: 'nothing-to-print', status: 409, title: 'There are no words to print yet' })
export const wallboardUnknown = problemType({ slug: 'wallboard-unknown', status: 404, title: 'No screen has this address' })
