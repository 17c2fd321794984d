-- One row per line of a census, all text.
create or replace table raw.person (
    load_id varchar, sheet integer, line bigint, person varchar, as_of varchar, born varchar, joined varchar, sex varchar,
    grade varchar, department varchar, district varchar, pay varchar, gross varchar, members varchar, kind varchar,
    retired_on varchar, service varchar, pension varchar, commuted varchar, restored_on varchar, baseline varchar
);
