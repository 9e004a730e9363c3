-- The steps by which projects are graded, and their thresholds, as grades.toml sets them. OUR grade, not an official one.
-- Grain: one row a step, in the order in which they are taken.
-- Left out: nothing.
-- Null: the thresholds that a step does not have.
from grade_step
order by step_order;
