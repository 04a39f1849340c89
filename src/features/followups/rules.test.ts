import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#platform/access/policy.ts'
import { isAllowed } from '#platform/access/policy.ts'
import { policy } from './access.ts'
import { heirOf, resourceOf, type Standing } from './rules.ts'

const actor = (personId: string | null, grants: Actor['grants']): Actor => ({
  kind: 'person',
  organisationId: 'o',
  accountId: 'a',
  personId,
  grants,
})
const standing: Standing = { ownerId: 'owner', deputyId: 'deputy', escalatedTo: 'manager', visibility: 'leaders' }
const employee = [{ role: 'employee' as const, unitId: null }]
const leaderOf = (unitId: string) => [...employee, { role: 'team-leader' as const, unitId }]

test('who is concerned sees it, and leaders of the unit or above see what is for leaders', () => {
  const cases: [who: string, actor: Actor, visibility: Standing['visibility'], isSeen: boolean][] = [
    ['the owner', actor('owner', employee), 'owner', true],
    ['the stand-in', actor('deputy', employee), 'owner', true],
    ['whom it was escalated to', actor('manager', employee), 'owner', true],
    ['a colleague', actor('colleague', employee), 'leaders', false],
    ['a leader of the unit', actor('lead', leaderOf('reception')), 'leaders', true],
    ['a leader above', actor('lead', leaderOf('hotel')), 'leaders', true],
    ['a leader elsewhere', actor('lead', leaderOf('kitchen')), 'leaders', false],
    ['a leader, of what is the owner’s', actor('lead', leaderOf('reception')), 'owner', false],
    ['an account without a person', actor(null, employee), 'leaders', false],
  ]
  for (const [who, someone, visibility, isSeen] of cases) {
    const resource = { ...resourceOf({ ...standing, visibility }, someone, ['hotel', 'reception']), organisationId: 'o' }
    assert.equal(isAllowed(policy, someone, 'followups.read', resource), isSeen, who)
  }
})

test('the manager inherits, unless gone too', () => {
  assert.equal(
    heirOf({ managerId: 'm' }, () => true),
    'm',
  )
  assert.equal(
    heirOf({ managerId: 'm' }, () => false),
    null,
  )
  assert.equal(
    heirOf({ managerId: null }, () => true),
    null,
  )
})
