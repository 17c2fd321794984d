-- One row per file taken in.
create table if not exists load (
    load_id varchar,
    source varchar,
    file_name varchar,
    sha256 varchar,
    period varchar,
    lines_read bigint,
    kept bigint,
    refused bigint,
    ignored bigint,
    stated_total decimal(20, 2),
    computed_total decimal(20, 2),
    loaded_at timestamp,
    replaces_load_id varchar,
    live boolean,
    scope varchar
);

comment on column load.load_id is 'the first 16 hexadecimal digits of the file''s SHA-256';
comment on column load.source is 'name of the profile that read it';
comment on column load.file_name is 'name of the file as it came';
comment on column load.sha256 is 'checksum of the original, kept as files/SHA256';
comment on column load.period is 'first and last month on its lines';
comment on column load.lines_read is 'physical lines of the file';
comment on column load.kept is 'lines with at least one figure in the ledger';
comment on column load.refused is 'lines refused as a whole';
comment on column load.ignored is 'headings, blanks, rules, totals and lines without a figure';
comment on column load.stated_total is 'grand total printed in the file; null: none';
comment on column load.computed_total is 'sum of the lines kept';
comment on column load.loaded_at is 'when it was taken in (UTC)';
comment on column load.replaces_load_id is 'the file it takes the place of';
comment on column load.live is 'false: a later file has taken its place';
comment on column load.scope is 'offices, period, stages and side: a later file of the same profile and scope takes its place';
