-- Practice asks moments of scenarios too, and a skill matrix can ask people to show what is missing.

-- A moment: one scene of a scenario. subject_id is made of the scenario and of what the scene asks (features/learning/service/scenarios/moments.ts), so that a
-- scene whose choices have changed is another thing; item_version is the scenario's number as it was shown.
alter table practice_reviews drop constraint practice_reviews_subject_kind_check;
alter table practice_reviews add column scenario_id uuid;
alter table practice_reviews add column scene text;
alter table practice_reviews add constraint practice_reviews_subject_kind_check
  check (subject_kind in ('item', 'mantra', 'scene') and (subject_kind = 'scene') = (scenario_id is not null) and (subject_kind = 'scene') = (scene is not null));
alter table practice_reviews add foreign key (organisation_id, scenario_id) references scenarios (organisation_id, id);

-- Of a moment, so that what a scene asked before it was changed is forgotten when it is answered anew.
alter table practice_memories add column scenario_id uuid;
alter table practice_memories add column scene text;
alter table practice_memories add foreign key (organisation_id, scenario_id) references scenarios (organisation_id, id);

-- Still one for each person: of a path, or of an assessment.
alter table plan_reminders alter column path_id drop not null;
alter table plan_reminders add column assessment_id uuid;
alter table plan_reminders add constraint plan_reminders_of_one check (num_nonnulls(path_id, assessment_id) = 1);
alter table plan_reminders add foreign key (organisation_id, assessment_id) references assessments (organisation_id, id);
