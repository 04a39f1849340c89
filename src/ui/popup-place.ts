// Where a popup stands: below its control, on the side of reading, moved so far that it stays in the window.
import { useEffect, useEffectEvent, useLayoutEffect } from 'react'
import type { RefObject } from 'react'

const edgePixels = 8

/** Call while it is open. The popup is `position: absolute` in a `position: relative` box with its control. */
export function usePlace(popup: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useLayoutEffect(() => {
    const box = popup.current
    if (!isOpen || !box) return
    place(box)
    // A list grows when its answer comes.
    const watch = new ResizeObserver(() => place(box))
    watch.observe(box)
    return () => watch.disconnect()
  }, [popup, isOpen])
}

function place(box: HTMLElement): void {
  box.style.removeProperty('translate')
  box.removeAttribute('data-above')
  const { left, right, bottom, height, top } = box.getBoundingClientRect()
  const width = document.documentElement.clientWidth
  const shift = right > width - edgePixels ? width - edgePixels - right : left < edgePixels ? edgePixels - left : 0
  // Written through the CSSOM, which the content policy allows; a style attribute would be dropped.
  if (shift !== 0) box.style.setProperty('translate', `${shift}px 0`)
  const control = box.parentElement?.getBoundingClientRect()
  if (bottom <= innerHeight - edgePixels) return
  if (control && control.top - height > edgePixels) box.setAttribute('data-above', '')
  else if (top < innerHeight) box.scrollIntoView({ block: 'nearest' })
}

/** Closes when somebody presses elsewhere or the focus goes away. */
export function useDismiss(box: RefObject<HTMLElement | null>, isOpen: boolean, close: () => void): void {
  const onElsewhere = useEffectEvent((event: Event) => {
    if (event.target instanceof Node && !box.current?.contains(event.target)) close()
  })
  useEffect(() => {
    if (!isOpen) return
    const listen = (event: Event) => onElsewhere(event)
    document.addEventListener('pointerdown', listen, true)
    document.addEventListener('focusin', listen, true)
    return () => {
      document.removeEventListener('pointerdown', listen, true)
      document.removeEventListener('focusin', listen, true)
    }
  }, [isOpen])
}
