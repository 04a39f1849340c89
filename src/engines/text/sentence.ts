// Whether words say something. Runs on the phone too.

/**
 * Three words or more: "Great job" says nothing of what happened.
 *
 * @param words in any script that puts something between words; signs and pictures are no words
 */
export const isSentence = (words: string): boolean => (words.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? []).length >= 3
