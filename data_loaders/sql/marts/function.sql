-- One row per function of government.
create table if not exists function (
    code varchar, name varchar, parent varchar, level varchar, valid_from varchar, valid_to varchar
);

comment on column function.code is 'code, as the ledger has it';
comment on column function.name is 'name in words';
comment on column function.parent is 'code of what it belongs to';
comment on column function.level is 'its place in the hierarchy, in words';
comment on column function.valid_from is 'first fiscal year it exists; null: always';
comment on column function.valid_to is 'last fiscal year it exists; null: still';
