// What letters say: the same in text and HTML, complete in every language, and nothing that a name can add to.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { mailLanguages, reasons } from '#platform/mail/letter.ts'
import type { MailData, MailKind } from '#platform/mail/letter.ts'
import { renderMail } from '#platform/mail/render.ts'
import { fill } from '#platform/mail/words.ts'

const link = 'https://attune.example/invitations#k3Jx9Qm2k3Jx9Qm2'
const stop = 'https://attune.example/stop/k3Jx9Qm2k3Jx9Qm2'
const always = {
  organisation: { name: 'Hollin Parcel', mantra: 'Every parcel is a promise.', timeZone: 'Europe/Berlin' },
  name: 'Marta Kovač',
}
const at = new Date('2026-11-22T10:00:00Z')
const data: MailData = {
  invitation: { ...always, link, until: at, invitedBy: 'Jürgen Groß' },
  reset: { ...always, link, until: at },
  'sign-in-notice': { ...always, link, at, device: 'Firefox, Android' },
  'secret-changed': { ...always, link, at },
  'address-changed': { ...always, at },
  'plan-reminder': { ...always, link, stop, path: 'First weeks' },
  'assessment-reminder': { ...always, link, stop, path: 'Promises kept' },
  digest: {
    ...always,
    link: 'https://attune.example/messages',
    stop,
    items: [
      { kind: 'words', words: 'It came whole <b>&</b> on time.', unit: 'Packing' },
      { kind: 'thanks', by: 'Jürgen Groß', words: 'You stayed until the last parcel was found.' },
      { kind: 'answer', answer: 'removed', title: 'No filler after six', because: 'The store is open until nine now.' },
      { kind: 'plan', path: 'First weeks', steps: 2, on: '2026-11-27' },
      { kind: 'practice', minutes: 3 },
    ],
  },
  test: { ...always, at },
}
const kinds = Object.keys(data) as MailKind[]
const visible = (html: string): string =>
  html
    .replaceAll(/<head>.*?<\/head>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')

for (const language of mailLanguages) {
  for (const kind of kinds) {
    test(`${kind} in ${language} says the same in text and HTML, with the mantra at the foot`, () => {
      const { subject, text, html } = renderMail(kind, data[kind], language)
      const seen = visible(html)
      for (const line of text.split('\n').filter((line) => line !== '' && line !== '-- ')) {
        for (const words of line.split(/: ?$|(?<=^[^/]{2,20}): /))
          assert.ok(seen.includes(words) || html.includes(`<a href="${words}"`), words)
      }
      assert.ok(subject.includes('Hollin Parcel') && !/[\r\n]/.test(subject) && subject.length < 100)
      for (const secret of ['k3Jx9Qm2', 'https:', 'Marta']) assert.ok(!subject.includes(secret), secret)
      assert.ok(html.includes(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`))
      assert.ok(text.indexOf(always.organisation.mantra) > text.length / 2)
      assert.doesNotMatch(html, /<img|<script|<link|<style|url\(|@import|https?:(?!\/\/attune\.example)/)
      assert.doesNotMatch(text + html, /\{\{|undefined|null/)
    })
  }
}

for (const language of mailLanguages)
  test(`the weekly message in ${language} says each thing under its head, in the order given, and how to stop it`, () => {
    const { text, html } = renderMail('digest', data.digest, language)
    const places = ['It came whole <b>&</b> on time.', 'You stayed until', 'The store is open', 'First weeks', stop].map((words) =>
      text.indexOf(words),
    )
    assert.ok(!places.includes(-1) && places.every((place, i) => i === 0 || place > places[i - 1]!), places.join(' '))
    assert.ok(html.includes('It came whole &lt;b&gt;&amp;&lt;/b&gt; on time.') && html.includes(`<a href="${stop}"`))
    assert.equal(html.includes('text-align:right'), language === 'ar')
    assert.ok(text.includes(language === 'ar' ? '٣' : '3'))
    const others = [
      { kind: 'thanks', by: null, words: null },
      { kind: 'thanks', by: 'Jo', words: null },
      { kind: 'thanks', by: null, words: 'Well done' },
      { kind: 'answer', answer: 'kept', title: 'Two signatures', because: 'The law asks for them.' },
      { kind: 'answer', answer: 'changed', title: 'Breaks', because: 'They begin at ten.' },
      { kind: 'plan', path: 'Second weeks', steps: 1, on: null },
    ] as const
    assert.doesNotMatch(renderMail('digest', { ...data.digest, items: others }, language).text, /\{\{|undefined|null/)
  })

test('every kind of letter says why it is written, and what nobody asked for can be stopped', () => {
  assert.deepEqual(Object.keys(reasons).sort(), kinds.toSorted())
  for (const kind of kinds) assert.equal('stop' in data[kind], reasons[kind] === 'unasked', kind)
})

test('a name is shown as it is written, whatever it is written like', () => {
  const name = `<img src=x onerror=alert(1)> {{link}} & "O'Neill"\r\n\r\nBcc: x\u202E`
  const { html, text, subject } = renderMail(
    'invitation',
    { ...data.invitation, name, invitedBy: name, organisation: { ...always.organisation, name } },
    'en',
  )
  assert.ok(html.includes('&lt;img src=x onerror=alert(1)&gt; {{link}} &amp; &quot;O&#39;Neill&quot; Bcc: x'))
  assert.doesNotMatch(html, /<img|\u202E/)
  assert.ok(text.startsWith(`Hello <img src=x onerror=alert(1)> {{link}} & "O'Neill" Bcc: x\n`))
  assert.doesNotMatch(subject, /[\r\n\u202E]/)
})

test('a letter without a name greets without one', () => {
  assert.match(renderMail('reset', { ...data.reset, name: ' ' }, 'de').text, /^Guten Tag\n/)
})

test('a letter links to nothing but http and https', () => {
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org', 'nowhere', '']) {
    assert.throws(() => renderMail('reset', { ...data.reset, link: bad }, 'en'), TypeError, bad)
  }
  const { html } = renderMail('reset', { ...data.reset, link: 'https://attune.example/?a="><b>&c=1' }, 'en')
  assert.doesNotMatch(html, /"><b>/)
})

test('a blank that nothing fills is an error, not an empty place', () => {
  assert.throws(() => fill('Hello {{nobody}}', {}), /nobody/)
  assert.equal(fill('{{a}} {{b}}', { a: '{{b}}', b: 'x' }), '{{b}} x')
})

const shape = (messages: unknown, at = ''): string[] =>
  typeof messages === 'string'
    ? [`${at} ${[...new Set([...messages.matchAll(/\{\{\w+\}\}/g)].map(String))].sort().join(' ')}`]
    : Object.entries(messages as object).flatMap(([key, value]) => shape(value, `${at}/${key}`))

test('every language has the same words to fill and the same blanks', () => {
  const read = (language: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../src/platform/mail/messages/${language}.json`, import.meta.url), 'utf8'))
  assert.notDeepEqual(shape({ a: 'x' }), shape({ b: 'x' }), 'the comparison can fail')
  for (const language of mailLanguages) assert.deepEqual(shape(read(language)).sort(), shape(read('en')).sort())
})
