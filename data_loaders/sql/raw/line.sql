-- One row per amount on a line of a file, all text, as the reader handed it over.
create or replace table raw.line (
    load_id varchar, sheet integer, line bigint, cell integer, level tinyint, heading varchar, side varchar,
    restated boolean, posted_on varchar, period_from varchar, period_to varchar, month varchar, fiscal_year varchar,
    stage varchar, flow varchar, class varchar, office varchar, department varchar, district varchar,
    function varchar, object varchar, fund varchar, grant_number varchar, project varchar, document varchar,
    bill varchar, payee varchar, amount varchar, deductions varchar, deductions_2 varchar, net varchar
);
