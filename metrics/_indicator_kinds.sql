-- Kinds of indicators, and whether indicators of one kind count the same thing, so that plans and facts can be added up.
-- places counts regions and villages alike; reach people and views; analysis papers and the advice in them; platforms sites
-- and accounts; documents are named, not counted; money stands in tenge or thousands; outcomes are shares and levels.
create view indicator_kind as
select unnest([
    'participants', 'volunteers', 'experts', 'staff', 'partners', 'organisations', 'events', 'programmes', 'services',
    'consultations', 'applications', 'winners', 'posts', 'media', 'publications', 'video', 'photos', 'broadcasts', 'guides',
    'printed', 'surveys', 'letters'
]) as kind_code, true as adds_up
union all
select unnest([
    'places', 'reach', 'platforms', 'analysis', 'documents', 'money', 'satisfaction', 'knowledge', 'changes', 'other'
]), false;
