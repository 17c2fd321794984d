-- One row per cell of a column of posts, as text.
create or replace table raw.post (
    load_id varchar, sheet integer, line bigint, cell integer, level tinyint, heading varchar, fiscal_year varchar,
    stage varchar, department varchar, office varchar, function varchar, object varchar, posts varchar,
    most bigint, allowed boolean
);
