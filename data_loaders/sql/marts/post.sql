-- One row per number of posts on a line of a budget book.
create table if not exists post (
    load_id varchar,
    sheet integer,
    line bigint,
    cell integer,
    fiscal_year varchar,
    stage varchar,
    department varchar,
    office varchar,
    function varchar,
    object varchar,
    posts integer
);

comment on column post.load_id is 'the file';
comment on column post.sheet is 'number of the sheet';
comment on column post.line is 'number of the line';
comment on column post.cell is 'number of the column';
comment on column post.fiscal_year is 'as in 2025-26';
comment on column post.stage is 'original or revised';
comment on column post.department is 'code of the department';
comment on column post.office is 'code of the office';
comment on column post.function is 'code of the function';
comment on column post.object is 'code of the object';
comment on column post.posts is 'sanctioned posts';
