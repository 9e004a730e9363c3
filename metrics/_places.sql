-- Where activities were held. One row an activity, region and district; an online activity was held nowhere.
create view venue as
select v.report_id, v.activity_seq, v.region_code, v.district_code, v.rule
from bridge_activity_region as v
join fact_activity as a using (report_id, activity_seq)
where v.role = 'venue' and not a.is_online;
