-- One row per country, year and line of its budget, as others report it. Money in that country's own currency.
create table if not exists peer_execution (
    load_id varchar, sheet integer, line bigint, country varchar, year integer, budget_line varchar,
    approved decimal(20, 2), executed decimal(20, 2)
);

comment on column peer_execution.load_id is 'the file';
comment on column peer_execution.sheet is 'number of the sheet';
comment on column peer_execution.line is 'number of the line';
comment on column peer_execution.country is 'name of the country';
comment on column peer_execution.year is 'year as the source counts it';
comment on column peer_execution.budget_line is 'line of the budget: a total or a part of it, so lines are never added up';
comment on column peer_execution.approved is 'approved budget, in the country''s own currency';
comment on column peer_execution.executed is 'executed budget, in the country''s own currency';
