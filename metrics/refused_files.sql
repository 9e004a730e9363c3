-- Files that the load turned away, and why.
-- Grain: one row a file.
-- Left out: nothing; the filters do not narrow it.
-- Null: nothing is; details is JSON text, {} where the reason says all.
select file_name, reason, details::varchar as details
from refused_file
order by reason, file_name collate kk;
