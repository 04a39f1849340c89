// The only place of the pages that asks for the time; tests set it with `setNow`.
let read = (): Date => new Date(performance.timeOrigin + performance.now())

export const now = (): Date => read()

export function setNow(clock: () => Date): void {
  read = clock
}
