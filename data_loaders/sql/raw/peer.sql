-- One row per country, year and line of a budget, as a file of other countries says it.
create or replace table raw.peer (
    load_id varchar, sheet integer, line bigint, country varchar, year integer, budget_line varchar,
    approved decimal(20, 2), executed decimal(20, 2)
);
