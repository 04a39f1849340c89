// A scenario's text in pieces that can be compared: its head, and each scene and ending.
import type { Piece } from '../../reviews/Compared.tsx'

export const piecesOf = (text: string, head: string): Piece[] =>
  text.split(/^(?===[ \t])/m).map((piece, index) => {
    const [heading = ''] = piece.split('\n', 1)
    if (index === 0 && !heading.startsWith('==')) return { key: 'head', title: head, text: piece.trim() }
    // "== start : Title" and "== ending calm : good : Title [own]"
    const [name = '', ...more] = heading
      .slice(2)
      .replace(/\[[^\]]*\]/g, '')
      .split(':')
      .map((part) => part.trim())
    const key = name.replace(/^ending\s+/, '')
    return { key: `scene ${key}`, title: (key === name ? more[0] : more[1]) || key, text: piece.trim() }
  })
