-- One row per line of a census or cell of a table, all text; of a table also the totals (level above 0).
create or replace table raw.person (
    load_id varchar, sheet integer, line bigint, level tinyint, band varchar, person varchar, as_of varchar, born varchar, joined varchar, sex varchar,
    grade varchar, department varchar, district varchar, pay varchar, gross varchar, members varchar, kind varchar,
    retired_on varchar, service varchar, pension varchar, commuted varchar, restored_on varchar, baseline varchar
);
