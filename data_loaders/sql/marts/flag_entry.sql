-- One row per line of the ledger that a flag concerns; a flag of a whole month or year of an office has none.
create table if not exists flag_entry (
    flag varchar, load_id varchar, sheet integer, line bigint, cell integer,
    entry_id varchar generated always as (load_id || '-' || sheet || '-' || line || '-' || cell) virtual
);

comment on column flag_entry.flag is 'the flag';
comment on column flag_entry.load_id is 'the file';
comment on column flag_entry.sheet is 'number of the sheet';
comment on column flag_entry.line is 'number of the line';
comment on column flag_entry.cell is 'number of the column of the amount';
comment on column flag_entry.entry_id is 'the line of the ledger';
