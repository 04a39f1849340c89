// Probabilities of classes, and the step that moves them.

/** ln Σ exp(score), without overflow. */
export function logSumExp(scores: Float64Array): number {
  let most = -Infinity
  for (let k = 0; k < scores.length; k++) if (scores[k]! > most) most = scores[k]!
  let sum = 0
  for (let k = 0; k < scores.length; k++) sum += Math.exp(scores[k]! - most)
  return most + Math.log(sum)
}

/** Finite scores to probabilities, in place. */
export function softmax(scores: Float64Array): void {
  const whole = logSumExp(scores)
  for (let k = 0; k < scores.length; k++) scores[k] = Math.exp(scores[k]! - whole)
}

/** Below this y its omega is so near e^y that four terms of a series do. */
const small = -7
const ofSmall = (e: number): number => e * (1 - e * (1 - e * (1.5 - (e * 8) / 3)))

/**
 * Wright's omega: the w > 0 with w + ln w = y, to about 1e-11 of itself; 0 where it is below the smallest double.
 *
 * Source: F. N. Fritsch, R. E. Shafer, W. P. Crowley, Communications of the ACM 16 (1973) 123: each step has four times the digits of the one before.
 */
export function omega(y: number): number {
  if (y < small) return ofSmall(Math.exp(y))
  if (y > 1e8) return y - Math.log(y)
  let w = y > 1 ? y - Math.log(y) : Math.log1p(Math.exp(y))
  for (let step = 0; step < 3; step++) {
    const left = y - w - Math.log(w)
    const next = 1 + w
    const twice = 2 * next * (next + (2 / 3) * left)
    w *= 1 + ((left / next) * (twice - left)) / (twice - 2 * left)
    if (Math.abs(left) < 1e-3 * next) break
  }
  return w
}

/**
 * The p of the simplex with the least  q/2 |p|² - a·p + Σ p ln p:  p_k = omega(a_k - ν + ln q) / q, with ν such that they sum to 1. Newton from the left never oversteps;
 * from the right its first step may, and then starts at the left end.
 *
 * @param a finite scores; replaced by p
 * @param q above 0: how strongly p is held to where `a` has it; towards 0 this is the softmax
 * @param guess of ν; -Infinity: none
 * @param room of the length of `a`, written over
 * @returns ν
 */
export function heldSoftmax(a: Float64Array, q: number, guess: number, room: Float64Array): number {
  let most = -Infinity
  for (let k = 0; k < a.length; k++) if (a[k]! > most) most = a[k]!
  for (let k = 0; k < a.length; k++) room[k] = Math.exp(a[k]! - most)
  const shift = Math.log(q)
  const left = most - q
  let nu = Math.max(guess, left)
  for (let step = 0; step < 60; step++) {
    const { sum, slope } = sumOfOmegas(a, room, shift - nu, most)
    if (Math.abs(sum - q) < 1e-8 * q) break
    nu = slope > 0 ? Math.max(left, nu + (sum - q) / slope) : left
  }
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] = omega(a[k]! - nu + shift)
  for (let k = 0; k < a.length; k++) a[k]! /= sum
  return nu
}

/** Σ omega(a_k + shift) and its slope; exponentials of small ones by one multiplication. @param powers e^(a_k - most) */
function sumOfOmegas(a: Float64Array, powers: Float64Array, shift: number, most: number): { sum: number; slope: number } {
  const scale = Math.exp(most + shift)
  let sum = 0
  let slope = 0
  for (let k = 0; k < a.length; k++) {
    const y = a[k]! + shift
    const w = y < small && scale < Infinity ? ofSmall(powers[k]! * scale) : omega(y)
    sum += w
    slope += w / (1 + w)
  }
  return { sum, slope }
}
