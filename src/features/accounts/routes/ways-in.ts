// Handing out ways in: badges, invitations, resets; and what those who get them do.
import { hasLeft } from '#features/people/public.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import { noMailServer } from '#platform/mail/outbox/problems.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import { endSessionsOfPerson } from '../service/end-sessions.ts'
import { invite, printInvitations } from '../service/invite.ts'
import { issueBadge } from '../service/issue-badges.ts'
import { originFor } from '../service/make-codes.ts'
import { makeResetCode, printReset } from '../service/make-reset.ts'
import { printBadges, printPins } from '../service/print-sheets.ts'
import { readAccount } from '../service/read-account.ts'
import { checkCode, redeemCode } from '../service/redeem-code.ts'
import { requestReset } from '../service/request-reset.ts'

const once = 'its answer holds a secret that is shown once; asking again makes a new one'
const pdf = 'application/pdf'
const file = (name: string, bytes: Uint8Array) => ({
  body: Buffer.from(bytes),
  headers: { 'content-disposition': `attachment; filename="${name}.pdf"` },
})
const handedOut = [problems.notFound, problem.beyondAuthority, hasLeft]

export const wayInRoutes = [
  defineRoute({
    id: 'readAccount',
    method: 'GET',
    path: '/api/people/:personId/account',
    summary: 'How a person comes in, and what they may do',
    access: { operation: 'accounts.read' },
    params: contract.personParams,
    reply: contract.account,
    handle: async (ctx, { params }) => ({ body: await readAccount(ctx, params.personId) }),
  }),
  defineRoute({
    id: 'endSessionsOfPerson',
    method: 'DELETE',
    path: '/api/people/:personId/sessions',
    summary: 'Sign a person out everywhere',
    access: { operation: 'sessions.end' },
    params: contract.personParams,
    problems: handedOut,
    handle: async (ctx, { params }) => ({ body: await endSessionsOfPerson(ctx, params.personId) }),
  }),
  defineRoute({
    id: 'issueBadge',
    method: 'POST',
    path: '/api/badges',
    summary: 'A new badge and start PIN for one person; the old badge and its sessions end at once',
    access: { operation: 'badges.issue' },
    body: contract.newBadge,
    status: 201,
    reply: contract.issuedBadge,
    problems: handedOut,
    noReplay: once,
    handle: async (ctx, { body, request }) => ({ body: await issueBadge(ctx, body.personId, request) }),
  }),
  defineRoute({
    id: 'printBadges',
    method: 'POST',
    path: '/api/badge-sheets',
    summary: 'New badges to print, for named people or for all of a unit who have neither e-mail nor badge',
    access: { operation: 'badges.issue' },
    body: contract.newBadgeSheet,
    produces: pdf,
    problems: [problems.notFound, problem.nobodyToPrint],
    noReplay: once,
    handle: async (ctx, { body, request }) => file('badges', await printBadges(ctx, body, originFor(ctx.platform.config, request))),
  }),
  defineRoute({
    id: 'printPins',
    method: 'POST',
    path: '/api/pin-sheets',
    summary: 'Start PINs to print, for named people or for all of a unit who have neither e-mail nor a PIN of their own',
    access: { operation: 'badges.issue' },
    body: contract.newSheet,
    produces: pdf,
    problems: [problems.notFound, problem.nobodyToPrint],
    noReplay: once,
    handle: async (ctx, { body }) => file('start-pins', await printPins(ctx, body)),
  }),
  defineRoute({
    id: 'invite',
    method: 'POST',
    path: '/api/invitations',
    summary: 'Invite people by mail',
    access: { operation: 'invitations.send' },
    body: contract.newInvitations,
    reply: contract.invitations,
    problems: [problems.notFound, noMailServer],
    noReplay: 'inviting again sends a new letter, and the old link ends',
    handle: async (ctx, { body, request }) => ({ body: await invite(ctx, body.personIds, request) }),
  }),
  defineRoute({
    id: 'printInvitations',
    method: 'POST',
    path: '/api/invitation-cards',
    summary: 'Invitations to print, for named people or for all of a unit with e-mail and no password',
    access: { operation: 'invitations.send' },
    body: contract.newSheet,
    produces: pdf,
    problems: [problems.notFound, problem.nobodyToPrint, problem.hasNoEmail],
    noReplay: once,
    handle: async (ctx, { body, request }) => file('invitations', await printInvitations(ctx, body, request)),
  }),
  defineRoute({
    id: 'makeResetCode',
    method: 'POST',
    path: '/api/reset-codes',
    summary: 'A one-time code with which a person chooses a new password or PIN',
    access: { operation: 'resets.make' },
    body: contract.newResetCode,
    status: 201,
    reply: contract.resetCode,
    problems: handedOut,
    noReplay: once,
    handle: async (ctx, { body, request }) => ({ body: await makeResetCode(ctx, body.personId, request) }),
  }),
  defineRoute({
    id: 'printReset',
    method: 'POST',
    path: '/api/reset-cards',
    summary: 'The same as a card to print',
    access: { operation: 'resets.make' },
    body: contract.newResetCard,
    produces: pdf,
    problems: handedOut,
    noReplay: once,
    handle: async (ctx, { body, request }) => file('new-code', await printReset(ctx, body.personId, request)),
  }),
  defineRoute({
    id: 'requestReset',
    method: 'POST',
    path: '/api/reset-requests',
    summary: 'Ask for a letter with a reset link; the answer is the same for every address',
    access: { open: 'whoever forgot the password has no session' },
    body: contract.newResetRequest,
    status: 202,
    noReplay: 'asking again sends a new letter, and the old link ends',
    handle: async (ctx, { body, request }) => ({ body: await requestReset(ctx.platform, body.email, request) }),
  }),
  defineRoute({
    id: 'checkCode',
    method: 'POST',
    path: '/api/code-checks',
    summary: 'Whom a code of an invitation or reset is for; does not use it up',
    access: { open: 'whoever holds the code has no session yet' },
    body: contract.newCodeCheck,
    reply: contract.codeCheck,
    problems: [problem.codeNotValid, problem.tooManyTries],
    noReplay: 'it changes nothing',
    handle: async (ctx, { body, request }) => ({ body: await checkCode(ctx.platform, body.code, request) }),
  }),
  defineRoute({
    id: 'acceptInvitation',
    method: 'POST',
    path: '/api/invitation-acceptances',
    summary: 'Choose a password with the code of an invitation, and be signed in',
    access: { open: 'the code proves who comes' },
    body: contract.codeUse,
    reply: contract.signIn,
    problems: [problem.codeNotValid, problem.secretTooWeak, problem.tooManyTries],
    noReplay: 'the one-time code is its key',
    handle: (ctx, { body, request }) => redeemCode(ctx.platform, 'invitation', body, request, ctx.requestId),
  }),
  defineRoute({
    id: 'resetSecret',
    method: 'POST',
    path: '/api/resets',
    summary: 'Choose a new password or PIN with the code of a reset, and be signed in; all other sessions end',
    access: { open: 'the code proves who comes' },
    body: contract.codeUse,
    reply: contract.signIn,
    problems: [problem.codeNotValid, problem.secretTooWeak, problem.tooManyTries],
    noReplay: 'the one-time code is its key',
    handle: (ctx, { body, request }) => redeemCode(ctx.platform, 'reset', body, request, ctx.requestId),
  }),
]
