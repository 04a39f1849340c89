import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import { changeSecret, stepUp } from '../service/change-secret.ts'
import { checkBadge } from '../service/check-badge.ts'
import { endOtherSessions, endOwnSession, listOwnSessions, lockOwnSession, signOut } from '../service/end-sessions.ts'
import { readSharedDevice } from '../service/shared-device.ts'
import { signIn } from '../service/sign-in.ts'
import { readWhoAmI } from '../service/who-am-i.ts'

const own = 'everybody sees and ends their own'

export const sessionRoutes = [
  defineRoute({
    id: 'signIn',
    method: 'POST',
    path: '/api/sessions',
    summary: 'Sign in: by e-mail and password, by badge and PIN, or as somebody of a shared device',
    access: { open: 'whoever signs in has no session yet' },
    body: contract.newSession,
    reply: contract.signIn,
    problems: [problem.signInRefused, problem.badgeNotValid, problem.tooManyTries],
    noReplay: 'each sign-in is a session of its own',
    handle: (ctx, { body, request }) => signIn(ctx.platform, body, request, ctx.requestId),
  }),
  defineRoute({
    id: 'checkBadge',
    method: 'POST',
    path: '/api/badge-checks',
    summary: 'Whose badge this is, by given name, before the PIN is asked for',
    access: { open: 'whoever holds the badge signs in with it' },
    body: contract.newBadgeCheck,
    reply: contract.badgeCheck,
    problems: [problem.badgeNotValid, problem.tooManyTries],
    noReplay: 'it changes nothing',
    handle: (ctx, { body, request }) => checkBadge(ctx.platform, body.badge, request),
  }),
  defineRoute({
    id: 'readSharedDevice',
    method: 'GET',
    path: '/api/shared-device',
    summary: 'Whether this browser is a shared device, and who may switch in on it',
    access: { open: 'the browser proves itself by its own cookie' },
    reply: contract.sharedDeviceView,
    handle: async (ctx, { request }) => ({ body: await readSharedDevice(ctx.platform, request) }),
  }),
  defineRoute({
    id: 'readSession',
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in, and what they may do',
    access: { signedIn: 'everybody may know who they are' },
    reply: contract.session,
    problems: [problem.sessionLocked],
    handle: async (ctx) => ({ body: await readWhoAmI(ctx) }),
  }),
  defineRoute({
    id: 'signOut',
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out, also from a session that is locked or over',
    access: { open: 'it ends only the session whose cookie comes along' },
    noReplay: 'signing out twice is signing out',
    handle: (ctx, { request }) => signOut(ctx.platform, request),
  }),
  defineRoute({
    id: 'listSessions',
    method: 'GET',
    path: '/api/sessions',
    summary: 'Where I am signed in',
    access: { signedIn: own },
    reply: contract.sessionList,
    handle: async (ctx) => ({ body: { items: await listOwnSessions(ctx) } }),
  }),
  defineRoute({
    id: 'endOtherSessions',
    method: 'DELETE',
    path: '/api/sessions',
    summary: 'Sign out everywhere but here',
    access: { signedIn: own },
    handle: async (ctx) => ({ body: await endOtherSessions(ctx) }),
  }),
  defineRoute({
    id: 'endSession',
    method: 'DELETE',
    path: '/api/sessions/:sessionId',
    summary: 'Sign out on one device',
    access: { signedIn: own },
    params: contract.sessionParams,
    handle: async (ctx, { params }) => ({ body: await endOwnSession(ctx, params.sessionId) }),
  }),
  defineRoute({
    id: 'lockSession',
    method: 'POST',
    path: '/api/session-locks',
    summary: 'Lock a shared device until its person, or another, signs in again',
    access: { signedIn: 'everybody may lock their own session' },
    noReplay: 'locking twice is locking',
    handle: async (ctx) => ({ body: await lockOwnSession(ctx) }),
  }),
  defineRoute({
    id: 'stepUp',
    method: 'POST',
    path: '/api/step-ups',
    summary: 'Prove password or PIN anew, before roles, exports and erasure',
    access: { signedIn: 'it proves who is signed in' },
    body: contract.newStepUp,
    problems: [problem.secretRefused, problem.tooManyTries],
    noReplay: 'a proof is not repeated for its sender',
    handle: async (ctx, { body }) => ({ body: await stepUp(ctx, body.secret) }),
  }),
  defineRoute({
    id: 'changePassword',
    method: 'POST',
    path: '/api/password-changes',
    summary: 'Choose another password; all other sessions end',
    access: { signedIn: 'everybody changes their own' },
    body: contract.newPasswordChange,
    problems: [problem.secretRefused, problem.secretTooWeak, problem.tooManyTries, problem.hasNoEmail, problems.conflict],
    noReplay: 'the present password is its key',
    handle: async (ctx, { body, request }) => ({
      body: await changeSecret(ctx, { kind: 'password', current: body.current, next: body.password }, request),
    }),
  }),
  defineRoute({
    id: 'changePin',
    method: 'POST',
    path: '/api/pin-changes',
    summary: 'Choose a PIN, for a badge or for switching on a shared device; all other sessions end',
    access: { signedIn: 'everybody changes their own' },
    body: contract.newPinChange,
    problems: [problem.secretRefused, problem.secretTooWeak, problem.tooManyTries, problems.conflict],
    noReplay: 'the present PIN is its key',
    handle: async (ctx, { body, request }) => ({
      body: await changeSecret(ctx, { kind: 'pin', current: body.current, next: body.pin }, request),
    }),
  }),
]
