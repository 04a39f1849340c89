// A lesson as text, in the one normal form: parse of it gives the same lesson, and serialising that the same text.
import { type Block, type Lesson, minutesOf } from './lesson.ts'

const escaped = (text: string, mark: RegExp): string =>
  text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .replace(mark, '\\$&')
const heading = /^\\*## /gm
const headingOrList = /^\\*(?:## |- )/gm
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function blockText(block: Block): string {
  switch (block.kind) {
    case 'why':
      return `## why ${block.who}\n${escaped(block.text, heading)}`
    case 'what':
      return `## what\n${escaped(block.text, heading)}`
    case 'how':
      return `## how${block.family === null ? '' : ` ${block.family}`}\n${escaped(block.text, heading)}`
    case 'reflect':
      return `## reflect\n${escaped(block.prompt, heading)}`
    case 'commit': {
      const list = block.suggestions.flatMap((one) => (oneLine(one) === '' ? [] : [`\n- ${oneLine(one)}`]))
      return `## I will\n${escaped(block.prompt, headingOrList)}${list.join('')}`
    }
    case 'question': {
      const options = block.options.map(({ text, isRight, feedback }) => {
        const said = feedback
          .split('\n')
          .map(oneLine)
          .filter((line) => line !== '')
          .map((line) => `\n  > ${line}`)
        return `\n- [${isRight ? 'x' : ' '}] ${oneLine(text)}${said.join('')}`
      })
      return `## question ${block.isMultiple ? 'multiple' : 'single'}\n${escaped(block.prompt, headingOrList)}${options.join('')}`
    }
  }
}

export function serialiseLesson({ key, title, level, theme, families, blocks }: Lesson): string {
  const head = [
    `key: ${key}`,
    `title: ${oneLine(title)}`,
    `level: ${level}`,
    ...(theme === null ? [] : [`theme: ${theme}`]),
    `minutes: ${minutesOf(blocks)}`,
    `families: ${families.join(', ')}`.trimEnd(),
  ]
  return `---\n${head.join('\n')}\n---\n\n${blocks.map((block) => blockText(block).trimEnd()).join('\n\n')}\n`.replace(/\n+$/, '\n')
}
