-- One row per file being taken in.
create or replace table raw.source (
    load_id varchar, source varchar, file_name varchar, sha256 varchar, period varchar, lines_read bigint,
    kept bigint, refused bigint, ignored bigint, totals varchar, first_cell integer, loaded_at timestamp
);
