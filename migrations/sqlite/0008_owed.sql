-- What a rotation's plan passed an applicant over: remembered, and weighed in the calls that follow.
-- The PostgreSQL twin has the same version, name, tables and columns; only types differ.

-- choices of the application that had a place for the person and went to others, dearer than the one they got (without a
-- place: all of them); null: no plan has decided about it
alter table applications add column passed_over integer check (passed_over >= 0);
