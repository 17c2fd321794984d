-- One row per line of a list of posts and pay, all text; also the totals it states (level above 0).
create or replace table raw.payroll (
    load_id varchar, sheet integer, line bigint, level tinyint, month varchar, department varchar, grade varchar,
    sanctioned varchar, filled varchar, pay varchar, allowances varchar, total varchar
);
