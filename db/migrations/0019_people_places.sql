-- Whose work shapes a step is asked with each answer of a customer: is there somebody with this job role in this unit.
create index people_places on people (organisation_id, unit_id, job_role_id) where status = 'active';
