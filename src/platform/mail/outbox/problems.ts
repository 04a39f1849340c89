import { problemType } from '../../http/problem.ts'

export const noMailServer = problemType({ slug: 'no-mail-server', status: 409, title: 'No mail server is set' })
export const mailNotSent = problemType({ slug: 'mail-not-sent', status: 409, title: 'The mail server did not take the letter' })
export const mailIsSettled = problemType({ slug: 'mail-is-settled', status: 409, title: 'This letter can’t be sent again' })
