-- One row per line or cell that the reader itself refused.
create or replace table raw.refused (
    load_id varchar, sheet integer, line bigint, "column" varchar, reason varchar, value varchar
);
