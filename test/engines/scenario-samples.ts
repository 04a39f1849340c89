// Random scenarios for property tests: as text forms that parse, some valid, most not.
import fc from 'fast-check'
import type { Choice, Condition, Effect, Jump, Line, Scenario, Scene } from '#engines/scenario/scenario.ts'

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/).filter((key) => !['if', 'you', 'rule', 'ending'].includes(key))
/** Words as authors write them, and such as look like signs of the format. */
const awkward = [
  '* ',
  '->',
  '> x',
  '== y',
  '(trust +1)',
  '[own]',
  'if trust >= 2',
  'a: b',
  '\\',
  'after 20s',
  '#',
  '[rule: z]',
  'You: x',
  'é',
  'مرحبا',
  '🙂',
  'if x: y',
]
const words = fc
  .array(fc.oneof(fc.constantFrom(...awkward), fc.string({ minLength: 1, maxLength: 8 })), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(' ').replaceAll(/\s+/gu, ' ').trim())
  .filter((text) => text !== '')
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null })
const number = fc.integer({ min: 0, max: 4 })

const conditions = (states: readonly string[]): fc.Arbitrary<Condition[]> =>
  fc.array(
    fc.record({
      state: fc.constantFrom(...states),
      comparison: fc.constantFrom('>=' as const, '<=' as const, '=' as const, '<' as const, '>' as const),
      number,
    }),
    {
      maxLength: 1,
    },
  )
const effects = (states: readonly string[]): fc.Arbitrary<Effect[]> =>
  fc.array(
    fc.oneof(
      fc.record({ state: fc.constantFrom(...states), kind: fc.constant('change' as const), number: fc.integer({ min: -3, max: 3 }) }),
      fc.record({ state: fc.constantFrom(...states), kind: fc.constant('set' as const), number: fc.integer({ min: 0, max: 3 }) }),
    ),
    { maxLength: 2 },
  )
const line = (states: readonly string[], isPlain: boolean): fc.Arbitrary<Line> =>
  fc
    .record({
      who: fc.constantFrom('you', 'cast', 'none'),
      emotion: maybe(fc.constantFrom('upset', 'müde')),
      conditions: conditions(states),
      words: isPlain ? fc.constant('Words.') : words,
    })
    .map(({ who, emotion, conditions: asked, words: said }) => ({
      speaker: who === 'cast' ? 'kaya' : null,
      isYou: who === 'you',
      // Nobody has no feelings, unless a condition stands beside it.
      emotion: who === 'none' ? null : emotion,
      conditions: asked,
      words: said,
    }))
const debrief = (isPlain: boolean) => ({
  words: isPlain ? fc.constant('Because.') : maybe(words),
  standard: maybe(isPlain ? fc.constant('So.') : words),
  kept: fc.array(fc.constantFrom('own', 'person'), { maxLength: 2 }),
  broken: fc.array(fc.constantFrom('easy', 'clear'), { maxLength: 2 }),
  rule: maybe(fc.constantFrom('refund', 'send it again')),
})

/** `isPlain`: words without tricks, so that only the structure varies. */
export const scenarios = (isPlain: boolean): fc.Arbitrary<Scenario> =>
  fc
    .record({
      scenes: fc.integer({ min: 1, max: 6 }),
      endings: fc.integer({ min: 1, max: 3 }),
      isMeter: fc.boolean(),
      keys: fc.uniqueArray(word, { minLength: 9, maxLength: 9 }),
    })
    .chain(({ scenes, endings, keys, isMeter }) => {
      // A counter that also falls has no end that could be followed: the validator says so, here it only grows.
      const changes = effects(['trust', 'cost']).map((list) =>
        list.map((effect) =>
          isMeter || effect.state === 'trust' ? effect : { ...effect, kind: 'change' as const, number: Math.abs(effect.number) },
        ),
      )
      const sceneKeys = keys.slice(0, scenes)
      const endingKeys = keys.slice(6, 6 + endings)
      const states = ['trust', 'cost']
      const target = fc.constantFrom(...sceneKeys, ...endingKeys)
      const choice: fc.Arbitrary<Choice> = fc.record({
        ...debrief(isPlain),
        text: isPlain ? fc.constant('Do it.') : words,
        conditions: conditions(states),
        effects: changes,
        target,
      })
      const scene = (key: string): fc.Arbitrary<Scene> =>
        fc
          .record({
            key: fc.constant(key),
            title: maybe(isPlain ? fc.constant('Title') : words),
            lines: fc.array(line(states, isPlain), { minLength: 1, maxLength: 2 }),
            ways: fc.oneof(
              fc.record({
                choices: fc.array(choice, { minLength: 1, maxLength: 3 }),
                jumps: fc.constant<Jump[]>([]),
                timer: maybe(fc.record({ seconds: fc.integer({ min: 5, max: 60 }), effects: changes, target })),
              }),
              fc.record({
                choices: fc.constant<Choice[]>([]),
                jumps: fc.array(fc.record({ conditions: conditions(states), effects: changes, target }), {
                  minLength: 1,
                  maxLength: 2,
                }),
                timer: fc.constant(null),
              }),
            ),
          })
          .map(({ ways, ...rest }) => ({ ...rest, ...ways }))
      return fc.record<Scenario>({
        key: fc.constant('sample'),
        title: fc.constant('A sample'),
        about: maybe(fc.constant('What it is about: a sample.')),
        level: fc.integer({ min: 1, max: 4 }),
        theme: fc.constant('own'),
        families: fc.constantFrom([], ['warehouse'], ['sales-floor', 'delivery']),
        channel: fc.constant('phone' as const),
        minutes: fc.integer({ min: 3, max: 15 }),
        states: fc.constant([
          { key: 'trust', start: 2, most: 4, kind: 'meter' as const, label: null },
          {
            key: 'cost',
            start: 0,
            most: isMeter ? 6 : 100_000,
            kind: isMeter ? ('meter' as const) : ('counter' as const),
            label: 'What it costs',
          },
        ]),
        cast: fc.constant([{ key: 'kaya', words: 'Mrs Kaya' }]),
        triggers: fc.array(
          fc.record({ conditions: conditions(states).filter((list) => list.length > 0), target: fc.constantFrom(...endingKeys) }),
          { maxLength: 1 },
        ),
        scenes: fc.tuple(...sceneKeys.map(scene)),
        endings: fc.tuple(
          ...endingKeys.map((key) =>
            fc.record({
              ...debrief(isPlain),
              key: fc.constant(key),
              title: maybe(isPlain ? fc.constant('Title') : words),
              quality: fc.constantFrom('good' as const, 'defensible' as const, 'poor' as const),
              lines: fc.array(line(states, isPlain), { minLength: 1, maxLength: 2 }),
            }),
          ),
        ),
      })
    })
