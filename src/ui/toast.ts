// Says that something was done, with Undo where it can be undone. The viewport (24 kB) is loaded with the first toast.
export type ToastWords = {
  title: string
  text?: string
  /** Most often Undo, the best of confirmations: do it, and let it be taken back. */
  action?: { label: string; onChoose: () => void }
  /** Milliseconds; a toast with an action stays for ten seconds, others for six. Nothing that must be read belongs here. */
  stayMs?: number
}

const waiting: ToastWords[] = []
let deliver: ((words: ToastWords) => void) | undefined
let wake: (() => void) | undefined

export function toast(words: ToastWords): void {
  if (deliver) deliver(words)
  else {
    waiting.push(words)
    wake?.()
  }
}

/** For the host: `onFirst` is called when the viewport is needed. */
export function onFirstToast(onFirst: () => void): () => void {
  wake = onFirst
  if (waiting.length > 0) onFirst()
  return () => {
    wake = undefined
  }
}

/** For the viewport: takes what waited, and everything that follows. */
export function takeToasts(take: (words: ToastWords) => void): () => void {
  deliver = take
  for (const words of waiting.splice(0)) take(words)
  return () => {
    deliver = undefined
  }
}
