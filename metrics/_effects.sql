-- The effects table's rows in the order of the form, with what each is counted in.
create view effect as
select *
from (values
    ('direct_beneficiaries', 1, 'person'),
    ('direct_vulnerable', 2, 'person'),
    ('indirect_beneficiaries', 3, 'person'),
    ('staff', 4, 'person'),
    ('specialists', 5, 'person'),
    ('specialists_vulnerable', 6, 'person'),
    ('ngos', 7, 'organisation'),
    ('payroll_kzt', 8, 'kzt'),
    ('taxes_kzt', 9, 'kzt'),
    ('contribution_kzt', 10, 'kzt'),
    ('partners', 11, 'organisation_or_person')
) as listed (effect_code, effect_order, unit);

-- What one report says in its effects table, side by side. One row a report that has any effect.
-- People of small grants that stand in the same cell are not in these values.
create table report_effect_values as
select
    report_id,
    max(plan_value) filter (where effect_code = 'direct_beneficiaries') as direct_plan,
    max(fact_value) filter (where effect_code = 'direct_beneficiaries') as direct_fact,
    max(fact_value) filter (where effect_code = 'direct_vulnerable') as vulnerable_fact,
    max(fact_value) filter (where effect_code = 'indirect_beneficiaries') as indirect_fact,
    max(fact_value) filter (where effect_code = 'staff') as staff_fact,
    max(fact_value) filter (where effect_code = 'payroll_kzt') as payroll_kzt,
    max(fact_value) filter (where effect_code = 'taxes_kzt') as taxes_kzt,
    max(fact_value) filter (where effect_code = 'contribution_kzt') as purchases_kzt
from fact_effect
group by report_id;
