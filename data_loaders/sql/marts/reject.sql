-- One row per line or cell refused.
create table if not exists reject (
    load_id varchar,
    sheet integer,
    line bigint,
    "column" varchar,
    reason varchar,
    masked varchar
);

comment on column reject.load_id is 'the file';
comment on column reject.sheet is 'number of the sheet, from 1';
comment on column reject.line is 'number of the line, from 1';
comment on column reject."column" is 'heading of the column; null: the whole line';
comment on column reject.reason is 'what was expected';
comment on column reject.masked is 'shape of the value: 9 a digit, x a letter';
