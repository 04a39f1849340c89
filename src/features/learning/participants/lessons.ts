import type { PersonParticipant } from '#features/people/public.ts'
import { allAnswersOf, commitmentsOf, deleteLearner, progressOf } from '../store/lessons/learners.ts'
import { forgetWriter } from '../store/lessons/lessons.ts'

export const lessonsFollowPeople: Pick<PersonParticipant, 'personalTables' | 'exportPerson' | 'erasePerson'> = {
  personalTables: {
    lesson_progress: 'lessons.learn',
    lesson_answers: 'lessons.learn',
    commitments: 'lessons.learn',
    lessons: 'lessons.read',
    lesson_drafts: 'lessons.read',
    lesson_versions: 'lessons.read',
  },
  async exportPerson(tx, personId) {
    const [lessonProgress, lessonAnswers, commitments] = await Promise.all([
      progressOf(tx, personId),
      allAnswersOf(tx, personId),
      commitmentsOf(tx, personId, 10_000),
    ])
    return {
      lessonProgress: lessonProgress.map((row) => ({ ...row })),
      lessonAnswers: lessonAnswers.map((row) => ({ ...row })),
      commitments: commitments.map((row) => ({ ...row })),
    }
  },
  async erasePerson(tx, _ctx, personId) {
    await deleteLearner(tx, personId)
    await forgetWriter(tx, personId)
  },
}
