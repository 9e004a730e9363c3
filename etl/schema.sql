-- The warehouse of one release: a small star, one row a report, facts hang from it by report_id.
-- Codes only (KZ-33, female, met); their names live in display/words. NULL is "the report does not say", never 0.
-- A *_place column is the cell that a value was read from, a key of source_cell within the report.
-- docs/data-dictionary.md is made from the comments of this file.

-- What this snapshot is. One row.
create table release (
    release_no     integer not null,    -- numbers grow by one; a number is never used twice
    published_at   timestamp not null,  -- UTC
    rules_version  varchar not null,    -- the version of the reading rules that produced every row
    decided_act_no integer not null     -- the last act of the trail that its decisions follow; 0: none
);

-- Files that the load turned away, with the reason as a code that display has words for. One row a file.
create table refused_file (
    file_sha256  varchar not null,
    file_name    varchar not null,
    reason       varchar not null,      -- unknown_form | broken_file | empty_file | locked_file | picture_only | unknown_kind | no_converter | too_large | recognition_missing | recognition_failed
    details      json not null          -- values for the sentence: nearest form, missing marks, kind of file
);

-- The 20 regions of today's map. One row a region.
create table dim_region (
    region_code         varchar primary key,  -- ISO 3166-2
    population_count    integer not null,     -- 1 January 2023, Bureau of National Statistics
    population_male_count   integer not null, -- of them
    population_female_count integer not null,
    tile_row            integer not null,
    tile_column         integer not null
);

-- Districts, cities and city districts. One row a place.
create table dim_district (
    district_code  varchar primary key, -- region and full Kazakh name: 'KZ-33/Ақсу ауданы'
    region_code    varchar not null,
    kind           varchar not null,    -- district | city | city_district
    name_kk        varchar not null,
    name_ru        varchar not null,
    latitude       double,
    longitude      double
);

-- Organisations that reported. One row an organisation.
create table dim_organisation (
    organisation_key   varchar primary key,
    organisation_name  varchar not null    -- as its latest report writes it
);

-- Projects; interim, final and resubmitted reports of one project share a row. One row a project.
create table dim_project (
    project_key       varchar primary key,
    organisation_key  varchar,             -- null: no report of the project names its organisation
    project_title     varchar,
    key_rule          varchar not null,    -- contract | organisation_and_title | title | file: how reports were recognised as one project; decided: by the operator
    sphere_code       varchar,             -- ASSIGNED by the operator: goes before what words assign; null: not assigned
    customer          varchar,             -- ASSIGNED by the operator: who ordered the project; no report states it
    grant_kind_code   varchar              -- ASSIGNED by the operator: short_term | medium_term | long_term; no report states it
);

-- Reports read. One row a report.
create table dim_report (
    report_id          varchar primary key, -- first 16 hex digits of the file's SHA-256
    project_key        varchar not null,
    organisation_key   varchar,
    file_sha256        varchar not null,
    file_name          varchar not null,
    file_kind          varchar not null,    -- docx | doc | odt | rtf | html | xlsx | xls | pdf | png | jpg | tif | txt | md
    is_example         boolean not null,    -- made up, shipped with the project
    form_code          varchar not null,    -- final | interim | operator_project_info
    language_code      varchar not null,    -- kk | ru
    organisation_name  varchar,
    project_title      varchar,
    project_goal       varchar,
    contract_no        varchar,
    contract_date      date,
    period_start       date,                -- a period given by months starts on the first day
    period_end         date,                -- and ends on the last
    period_text        varchar,
    period_kind        varchar,             -- project | reporting: which period the form asks for
    grant_kzt          double,
    report_year        integer,             -- year the period ends in; else of the contract, else of the activities
    sphere_code        varchar,             -- ASSIGNED by words in title and goal, no report states it; null: could not be assigned
    deviation_text     varchar,             -- the report's own words on deviations from the plan
    claims_no_deviation boolean,            -- those words say there were none
    version_no         integer not null,    -- 1 for a project's first report of this form, 2 for its resubmission
    loaded_at          timestamp not null,  -- UTC; decides between resubmissions that name no date
    is_latest          boolean not null,    -- counts in the metrics: a project counts once, by its latest report
    finding_count      integer not null,    -- failed checks, all severities
    error_count        integer not null,    -- of them severity error
    form_place         varchar, organisation_place varchar, title_place varchar, goal_place varchar,
    contract_place     varchar, period_place varchar, grant_place varchar, deviation_place varchar
);

-- Regions of a report. One row a report, role, region.
create table bridge_report_region (
    report_id             varchar not null,
    region_code           varchar not null, -- on today's map
    reported_region_code  varchar not null, -- as the report names it (Талдықорған in 2019: KZ-19; today KZ-33)
    role                  varchar not null  -- coverage: the project works there | venue: an event was held there
);

-- Districts and cities of a report. One row a report, role, place.
create table bridge_report_district (
    report_id      varchar not null,
    district_code  varchar not null,
    region_code    varchar not null,
    role           varchar not null         -- coverage | venue
);

-- Tasks, in the order of the form. One row a task.
create table fact_task (
    report_id  varchar not null,
    task_seq   integer not null,            -- 1, 2, … in the order read
    task_no    integer,                     -- as printed; null for the two tasks that every contract adds
    is_fixed   boolean not null,            -- closing presentation and information work: by contract, not of the project
    title      varchar not null,
    title_place varchar not null
);

-- Activities. One row an activity.
create table fact_activity (
    report_id           varchar not null,
    activity_seq        integer not null,
    task_seq            integer,
    activity_no         integer,            -- as printed, else its place in the task
    title               varchar not null,
    date_text           varchar,
    date_start          date,
    date_end            date,
    date_precision      varchar,            -- day | month
    year_inferred       boolean not null,   -- the cell names no year; taken from the report's period
    place_text          varchar,
    is_online           boolean not null,
    participants_text   varchar,
    participants_count  integer,
    counts_people       boolean not null,   -- false: reach of media or small grants, never added to the project's own people
    result_text         varchar,
    outcome_text        varchar,
    title_place varchar not null, date_place varchar, place_place varchar, participants_place varchar
);

-- Where an activity took place or what it covers. One row an activity, role, region, place.
create table bridge_activity_region (
    report_id             varchar not null,
    activity_seq          integer not null,
    region_code           varchar not null, -- on today's map
    reported_region_code  varchar not null,
    district_code         varchar,          -- null: only the region is named
    role                  varchar not null, -- venue | coverage
    rule                  varchar not null, -- named | abbreviation | centre | fuzzy | from_context | all_regions | decided: by the operator
    words                 varchar not null  -- what was matched
);

-- Indicators with plan and fact. One row an indicator.
create table fact_indicator (
    report_id        varchar not null,
    indicator_seq    integer not null,
    task_seq         integer,
    activity_seq     integer,
    name             varchar not null,
    unit             varchar,
    kind_code        varchar not null,      -- ASSIGNED by the words of name and unit, no report states it: participants, events,
                                            -- media, … (etl/kinds.toml); other: could not be told
    level_code       varchar,               -- input | output | outcome: the level of the kind in the results chain; null for other
    plan_value       double,                -- of a composite («5/1») the first number
    plan_comparator  varchar,               -- >= at least | <= at most | = ; null without a plan
    plan_parts       double[],              -- all numbers of a composite
    plan_per         varchar,               -- event: the plan is for each event, not in all
    fact_value       double,
    fact_parts       double[],
    plan_text        varchar,
    fact_text        varchar,
    status           varchar not null,      -- met | exceeded | missed | no_fact | no_plan | not_numeric
    source           varchar not null,      -- table | narrative: a quantity stated in running text
    is_ambiguous     boolean not null,      -- names, plans and facts stood in stacks that cannot be paired for certain
    name_place       varchar not null,
    plan_place       varchar,
    fact_place       varchar,
    name_characters  varchar,               -- 15-22: the characters of the cell or paragraph, counted from 0, the last one not in;
    plan_characters  varchar,               -- null: all of it, or words joined from several
    fact_characters  varchar
);

-- The effects table of the final report, and what other forms say of the same quantities. One row a report, effect.
create table fact_effect (
    report_id    varchar not null,
    effect_code  varchar not null,          -- direct_beneficiaries | direct_vulnerable | indirect_beneficiaries | staff | specialists |
                                            -- specialists_vulnerable | ngos | payroll_kzt | taxes_kzt | contribution_kzt | partners
    unit         varchar,
    plan_value   double,
    fact_value   double,
    small_grants_value double,              -- people of small grants in the same cell; never added to fact_value
    plan_text    varchar,
    fact_text    varchar,
    source       varchar not null,          -- table | narrative
    plan_place   varchar,
    fact_place   varchar
);

-- Participants by gender, social status and age. One row a report, scope, dimension, category.
create table fact_participants (
    report_id       varchar not null,
    scope           varchar not null,       -- project | small_grants: never added together
    dimension       varchar not null,       -- gender | status | age
    category        varchar not null,       -- male, female | children, youth, … | 13-16, 17-22, …
    category_order  integer not null,       -- the order of the form
    people_count    integer,
    cell_state      varchar not null,       -- value | dash | blank | lost | unclear: why people_count is null
    declared_total_count integer,           -- the total printed beside the parts; repeated on every row of the table
    place           varchar,
    total_place     varchar
);

-- The rules, within a report and between reports. One row a rule.
create table dim_rule (
    rule   varchar primary key,             -- gender_adds_up, …: docs/rules.md
    topic  varchar not null                 -- people | money | plan | dates | places | text | completeness | one_project | across_projects
);

-- What each rule found in each report, also where it passed or had nothing to check. One row a finding, or a rule without one.
create table fact_check (
    report_id  varchar not null,
    check_seq  integer not null,
    rule       varchar not null,            -- gender_adds_up, …: docs/rules.md
    severity   varchar not null,            -- error | warning | note
    kind       varchar not null,            -- contradiction | gap | doubt: the paper contradicts itself, leaves something out, is hard to believe
    result     varchar not null,            -- passed | failed | skipped
    lacking    varchar,                     -- of a skipped rule: what the report lacks
    details    json not null,               -- the values compared, by name
    place      varchar,                     -- the first cell concerned
    other_place varchar,                    -- the cell that it is compared with
    other_report_id varchar                 -- the report that other_place stands in; null: this one
);

-- Values that the operator has corrected: the rows above hold the right ones, this table what was read. One row a correction.
create table correction (
    report_id    varchar not null,
    act_no       integer not null,          -- of the trail
    table_name   varchar not null,
    column_name  varchar not null,
    item         varchar not null,          -- which row of the report: an indicator's name, an effect's code, scope/dimension/category, …
    row_no       integer,                   -- its number in the report, as indicator_seq and activity_seq count; null where it is not found
    place        varchar,
    characters   varchar,
    words        varchar,                   -- of the paper, that it was made against
    old_value    varchar,                   -- as read; null: nothing was
    new_value    varchar,                   -- null: the report does not say
    reason       varchar not null,
    who          varchar not null,
    decided_at   timestamp not null,        -- UTC
    state        varchar not null           -- in_force | changed: the paper says something else there by now | not_found: not put in either
);

-- What the operator decided about whole reports. One row a report and decision in force.
create table decision (
    report_id        varchar not null,
    act_no           integer not null,
    deed             varchar not null,      -- excluded: the report is kept and shown, and counts nowhere | merged | split | assigned: to its project
    column_name      varchar,               -- of an assigned field
    new_value        varchar,
    other_report_id  varchar,               -- merged: a report of the project that it joins
    reason           varchar not null,
    who              varchar not null,
    decided_at       timestamp not null     -- UTC
);

-- Reports of one project that were compared with each other. One row a report and an earlier one of its project.
create table compared_pair (
    report_id       varchar not null,
    other_report_id varchar                 -- null: the project has no earlier report
);

create table report_partner (report_id varchar not null, partner_seq integer not null, name varchar not null, role varchar, place varchar not null);
create table report_risk (report_id varchar not null, risk_seq integer not null, risk varchar not null, mitigation varchar, place varchar not null);
create table report_event (
    report_id varchar not null, event_seq integer not null, event_no integer, title varchar not null, event_date date, place_text varchar,
    participants_count integer, categories_text varchar, completion_text varchar, documents_text varchar, appendix_no integer, place varchar not null
);
create table report_evidence (report_id varchar not null, evidence_seq integer not null, appendix_no integer, task_text varchar, documents_text varchar, place varchar not null);
create table report_link (report_id varchar not null, link_seq integer not null, url varchar not null, place varchar not null);
create table report_section (
    report_id varchar not null, section_seq integer not null,
    section varchar not null,               -- goal_reached | change_measured | results | long_term | sustainability | socio_economic | partners_analysis | note
    words varchar not null, place varchar not null
);
create table report_proposal (
    report_id varchar not null, proposal_seq integer not null, area varchar, direction varchar, problem varchar,
    budget_text varchar, grant_kind varchar, expected_result varchar, place varchar not null
);
create table report_recommendation (
    report_id varchar not null, recommendation_seq integer not null, state_body varchar, recommendation varchar, letter varchar, place varchar not null
);

-- The whole paper as it was read: every paragraph with words and every cell, blank ones too, people's names and phones
-- masked. A merged cell stands once, at its first place. What the file hides is not in. One row a place.
create table source_cell (
    report_id  varchar not null,
    place      varchar not null,            -- 'block' or 'block/row/column', counted from 1
    block_no   integer not null,
    row_no     integer,                     -- of a workbook: the sheet's own row and column
    column_no  integer,
    row_span   integer,                     -- how many rows it takes, of those in which a cell begins; null: one
    column_span integer,                    -- how many columns; null: one
    line_no    integer,                     -- of a text file
    page_no    integer,                     -- where pages are known; of a workbook the number of the sheet
    confidence_pct integer,                 -- of its least sure word, where character recognition read it from a picture; else null
    is_heading boolean not null,            -- of a row that names the columns of a table below
    is_lost    boolean not null,            -- the paper had a cell here and the file has none
    words      varchar not null
);

-- Partners' contacts as a whole: who they are stays in the private table. One row a report that names three or more.
create table report_contact_list (
    report_id      varchar not null,
    contact_count  integer not null,
    contacts_hash  varchar not null,        -- the same where phones and addresses are the same, in whatever order
    place          varchar not null
);

-- Paragraphs of 25 words or more, by which reports of different projects are compared. One row a paragraph.
create table report_passage (
    report_id   varchar not null,
    place       varchar not null,
    line_no     integer not null,           -- 1, 2, … within the cell
    word_count  integer not null,
    prints      bigint[] not null           -- least hashes of four words in a row: paragraphs that share some may be copies
);

-- What is searched: titles, organisations, goals, tasks, activities, partners and results of every report.
-- Left out: the two tasks that every contract adds. One row a text.
create view searched_text as
select report_id, 'title' as part, 1 as seq, project_title as words, title_place as place
from dim_report where project_title is not null
union all
select report_id, 'organisation', 1, organisation_name, organisation_place from dim_report where organisation_name is not null
union all
select report_id, 'goal', 1, project_goal, goal_place from dim_report where project_goal is not null
union all
select report_id, 'task', task_seq, title, title_place from fact_task where not is_fixed
union all
select report_id, 'activity', activity_seq, concat_ws(' · ', title, result_text, outcome_text), title_place from fact_activity
union all
select report_id, 'activity', event_seq, title, place from report_event
union all
select report_id, 'partner', partner_seq, concat_ws(' · ', name, role), place from report_partner
union all
select report_id, 'result', section_seq, words, place from report_section;

-- Every word of the searched texts, in small letters and otherwise as written: which words are forms of one is for the
-- search to say. One row a word.
create table search_word (
    word_no  integer not null,
    word     varchar not null
);

-- Which words stand in which parts of a report (etl/search.sql). One row a report and word.
create table search_posting (
    word_no    integer not null,
    report_id  varchar not null,
    parts      integer not null             -- a bit for each part: 1 title, 2 organisation, 4 goal, 8 task, 16 activity, 32 partner, 64 result
);

-- People's names, phones and addresses. No metric, export or page may read this table (tests/test_architecture.py).
create table private_contact (
    report_id  varchar not null,
    kind       varchar not null,            -- head | phone | address | partner_contact | masked_words
    words      varchar not null,
    place      varchar
);
