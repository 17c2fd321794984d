-- One row per amount on a line, cast; see line.sql.
create table if not exists staging.line (
    load_id varchar, sheet integer, line bigint, cell integer, level tinyint, heading varchar, side varchar,
    restated boolean, posted_day date, stated_year varchar, amount decimal(20, 2), deducted decimal(20, 2),
    deducted_2 decimal(20, 2), net decimal(20, 2), stage varchar, flow varchar, class varchar, office varchar,
    department varchar, district varchar, function varchar, function_major varchar, object varchar,
    object_minor varchar, fund varchar, grant_number varchar, project varchar, document varchar, bill varchar,
    kind varchar, payee varchar, month date, from_month date, to_month date, amount_text varchar, deductions_text varchar,
    deductions_2_text varchar, net_text varchar, fiscal_year varchar, wrong_field varchar, wrong_text varchar
);
