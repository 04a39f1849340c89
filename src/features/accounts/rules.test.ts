import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { mayGrant, outranks } from './rules/authority.ts'
import { deviceLabel } from './rules/device-label.ts'
import { waitAfterS } from './rules/guessing.ts'
import { emailKey, initialsOf, shortName } from './rules/names.ts'
import { passwordFault } from './rules/passwords.ts'
import { pinFault } from './rules/pins.ts'
import { stateOf } from './rules/session-life.ts'
import { hashSecret, verifySecret } from './secrets/argon2.ts'
import { badgeHashOf, codeHash, newTypedCode } from './secrets/codes.ts'
import { newStartPin } from './secrets/pins.ts'
import { createSlots } from './secrets/slots.ts'

test('PINs that a thief tries first are refused', () => {
  for (const pin of ['1234', '4321', '0123', '7890', '0000', '1111', '1212', '1122', '1221', '2580', '1987', '2012', '123456', '654321'])
    assert.equal(pinFault(pin), 'easy to guess', pin)
  for (const pin of ['121212', '123123', '112233', '123321', '240387', '870324', '032487', '111222'])
    assert.equal(pinFault(pin), 'easy to guess', pin)
  for (const pin of ['', '123', '1234567', '12a4', '１２３４', '12 4', ' 7391']) assert.equal(pinFault(pin), 'not 4 to 6 digits', pin)
  for (const pin of ['7391', '8264', '50274', '936158', '4719']) assert.equal(pinFault(pin), undefined, pin)
  const all = Array.from({ length: 10_000 }, (_, i) => String(i).padStart(4, '0'))
  const refused = all.filter((pin) => pinFault(pin) !== undefined).length
  assert.ok(refused > 300 && refused < 600, String(refused))
  for (let i = 0; i < 50; i++) assert.equal(pinFault(newStartPin()), undefined)
})

test('passwords need length and surprise, nothing else', () => {
  assert.equal(passwordFault('short one'), 'too short')
  assert.equal(passwordFault('x'.repeat(201)), 'too long')
  for (const password of ['password123', 'Qwertyuiop', '1234567890', 'aaaaaaaaaaaa', 'abcdefghijkl', 'Willkommen123', 'abababababab'])
    assert.equal(passwordFault(password), 'easy to guess', password)
  assert.equal(passwordFault('hollinparcel1', ['Hollin Parcel']), 'easy to guess')
  assert.equal(passwordFault('ada.quist@hollin.example', ['ada.quist@hollin.example']), 'easy to guess')
  for (const password of ['four brown kettles', 'ein Satz mit Umlaut: Öl', 'كلمة مرور طويلة', '🫖🫖🍞🧀🫒🥒🍅🥖🧈🍯'])
    assert.equal(passwordFault(password, ['Hollin Parcel']), undefined, password)
})

test('a hash proves its password, however it was composed, and nothing else', async () => {
  const hash = await hashSecret('Öl und Käse!')
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.notEqual(hash, await hashSecret('Öl und Käse!'))
  assert.equal(await verifySecret('Öl und Käse!'.normalize('NFD'), hash), true)
  for (const wrong of ['Öl und Käse', '', 'öl und käse!']) assert.equal(await verifySecret(wrong, hash), false)
  for (const none of [null, undefined, '', 'start$abc']) assert.equal(await verifySecret('Öl und Käse!', none), false)
  const peppered = await hashSecret('7391', 'a pepper')
  assert.equal(await verifySecret('7391', peppered, 'a pepper'), true)
  assert.equal(await verifySecret('7391', peppered, 'another'), false)
  assert.equal(await verifySecret('7391', peppered), false)
})

test('hashing takes two at a time, lets a hundred wait, and refuses the rest', async () => {
  const inSlot = createSlots(2, 3)
  let [busy, most] = [0, 0]
  const releases: (() => void)[] = []
  const work = () =>
    inSlot(async () => {
      most = Math.max(most, ++busy)
      await new Promise<void>((resolve) => releases.push(resolve))
      busy--
    })
  const all = Array.from({ length: 5 }, work)
  await assert.rejects(work(), { name: 'Problem' })
  for (let i = 0; i < 5; i++) {
    while (releases.length === 0) await new Promise((resolve) => setImmediate(resolve))
    releases.shift()!()
  }
  await Promise.all(all)
  assert.equal(most, 2)
})

test('codes and badges are the same however they are typed or scanned', () => {
  const code = newTypedCode()
  assert.match(code, /^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/)
  for (const typed of [code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `])
    assert.equal(codeHash(typed, 'pepper'), codeHash(code, 'pepper'))
  assert.notEqual(codeHash(code, 'pepper'), codeHash(code, 'another'))
  assert.equal(badgeHashOf('https://attune.example/b#abc'), badgeHashOf('abc'))
})

test('nobody outranks themselves into somebody else’s account', () => {
  const whole = { role: 'administrator' as const, unitId: null }
  const regional = { role: 'administrator' as const, unitId: 'north' }
  const hr = { role: 'hr' as const, unitId: null }
  const leader = { role: 'team-leader' as const, unitId: 'north' }
  const cases: [mine: Parameters<typeof outranks>[0], theirs: { role: string; path: string[] }[], expected: boolean][] = [
    [[leader], [], true],
    [[leader], [{ role: 'employee', path: [] }], true],
    [[leader], [{ role: 'team-leader', path: ['root', 'north', 'packing'] }], true],
    [[leader], [{ role: 'team-leader', path: ['root', 'north'] }], false],
    [[leader], [{ role: 'team-leader', path: ['root', 'south'] }], false],
    [[leader], [{ role: 'coach', path: ['root', 'north', 'packing'] }], false],
    [[leader], [{ role: 'administrator', path: ['root', 'north', 'packing'] }], false],
    [
      [hr],
      [
        { role: 'team-leader', path: ['root'] },
        { role: 'author', path: [] },
      ],
      true,
    ],
    [[hr], [{ role: 'hr', path: ['root', 'north'] }], false],
    [[hr], [{ role: 'executive', path: [] }], false],
    [[{ role: 'hr', unitId: 'north' }], [{ role: 'coach', path: ['root', 'south'] }], false],
    [[regional], [{ role: 'administrator', path: ['root', 'north', 'packing'] }], true],
    [[regional], [{ role: 'administrator', path: ['root', 'north'] }], true],
    [[regional], [{ role: 'coach', path: [] }], false],
    [[regional], [{ role: 'administrator', path: [] }], false],
    [
      [whole],
      [
        { role: 'administrator', path: [] },
        { role: 'executive', path: [] },
      ],
      true,
    ],
    [[{ role: 'employee', unitId: null }], [{ role: 'team-leader', path: ['root'] }], false],
    [[{ role: 'auditor', unitId: null }], [{ role: 'coach', path: ['root'] }], false],
  ]
  for (const [mine, theirs, expected] of cases) assert.equal(outranks(mine, theirs), expected, JSON.stringify([mine, theirs]))
  assert.equal(mayGrant([regional], ['root', 'north', 'packing']), true)
  assert.equal(mayGrant([regional], ['root', 'south']), false)
  assert.equal(mayGrant([regional], []), false)
  assert.equal(mayGrant([hr, leader], ['root', 'north']), false)
  assert.equal(mayGrant([whole], []), true)
})

test('a session is live, locked or over by the clock alone', () => {
  const clock = fixedClock('2026-11-30T08:00:00Z')
  const session = {
    lockSeconds: null as number | null,
    isLocked: false,
    lastSeenAt: clock.now().toISOString(),
    expiresAt: '2026-12-30T08:00:00Z',
  }
  const at = (ms: number, change: Partial<typeof session> = {}) => stateOf({ ...session, ...change }, new Date(clock.now().getTime() + ms))
  assert.deepEqual([at(0), at(12 * 3_600_000 - 1), at(12 * 3_600_000)], ['live', 'live', 'ended'])
  const shared = { lockSeconds: 120 }
  assert.deepEqual([at(134_999, shared), at(135_001, shared), at(0, { ...shared, isLocked: true })], ['live', 'locked', 'locked'])
  assert.equal(at(1000, { ...shared, isLocked: true, expiresAt: '2026-11-30T08:00:01Z' }), 'ended')
})

test('waits double from half a minute to an hour', () => {
  assert.deepEqual([1, 4, 5, 6, 7, 11, 12, 40].map(waitAfterS), [0, 0, 30, 60, 120, 1920, 3600, 3600])
})

test('names are short on small places and on shared screens', () => {
  assert.equal(initialsOf('Amina Diallo'), 'AD')
  assert.equal(initialsOf('أمينة ديالو'), 'أد')
  assert.equal(initialsOf('Jean-Luc'), 'JL')
  assert.equal(initialsOf('Cher'), 'C')
  assert.equal(shortName({ givenName: 'Amina', displayName: 'Amina Diallo' }), 'Amina D.')
  assert.equal(shortName({ givenName: null, displayName: 'Packer 1029' }), 'Packer 1029')
  assert.equal(emailKey(' ADA@Hollin.Example '), 'ada@hollin.example')
})

test('a device is called by its browser and system', () => {
  const android = 'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36'
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile Safari/604.1'
  assert.equal(deviceLabel(android), 'Chrome · Android')
  assert.equal(deviceLabel(`${android} EdgA/142.0`), 'Edge · Android')
  assert.equal(deviceLabel(iphone), 'Safari · iPhone')
  assert.equal(deviceLabel('curl/8.5'), '–')
})
