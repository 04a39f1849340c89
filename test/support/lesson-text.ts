// A whole lesson in its text form, with two questions, for tests that take or write one.
const about = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `A customer who feels heard tells us more, and we solve the right thing the first time, today and tomorrow${i}.`,
  ).join(' ')

export const lessonText = (key: string, title: string, more = ''): string => `---
key: ${key}
title: ${title}
level: 1
theme: person
families:
---
## why company
**Heard customers stay.** ${about(4)}
## why me
${about(4)}
## why customer
${about(3)}
## what
${about(9)}

- Let them end.
- Say it back.

> “You are the first who listened.”
## question single
What comes first?
- [x] Let her end
  > Now you know what to solve.
- [ ] Offer money
  > Perhaps nobody wanted money.
## how
${about(3)}
## how warehouse
At the packing table: ${about(5)}
## how contact-centre
On the phone: ${about(5)}
## question multiple
What helps?
- [x] To say it back
  > It shows that you heard.
- [x] To ask what happened
  > It opens the story.
- [ ] To speak faster
  > It closes it.
## reflect
When did somebody hear you out?
## I will
What will you do this week?
- Say it back once a day
- Let one person end
${more}`
