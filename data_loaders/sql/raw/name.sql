-- One row per code and what a source says of it.
create or replace table raw.name (
    load_id varchar, dimension varchar, code varchar, name varchar, parent varchar, level varchar, agency varchar,
    population varchar, area varchar
);
