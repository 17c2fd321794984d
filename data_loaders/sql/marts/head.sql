-- One row per revenue head or object of spending.
create table if not exists head (
    code varchar, name varchar, parent varchar, level varchar, valid_from varchar, valid_to varchar, agency varchar
);

comment on column head.code is 'code, as the ledger has it';
comment on column head.name is 'name in words';
comment on column head.parent is 'code of what it belongs to';
comment on column head.level is 'its place in the hierarchy, in words';
comment on column head.valid_from is 'first fiscal year it exists; null: always';
comment on column head.valid_to is 'last fiscal year it exists; null: still';
comment on column head.agency is 'who collects it';
