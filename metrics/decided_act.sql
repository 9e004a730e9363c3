-- How far the release follows what the operator decided.
-- Grain: one row.
-- Left out: nothing; no filter applies.
-- Null: never; 0 where nothing was decided before it.
-- Source: the last act of the trail (trail.sqlite beside the releases) that was heeded when the release was built.
select decided_act_no from release;
