-- One row per department.
create table if not exists department (
    code varchar, name varchar, parent varchar, level varchar, valid_from varchar, valid_to varchar
);

comment on column department.code is 'code, as the ledger has it';
comment on column department.name is 'name in words';
comment on column department.parent is 'code of what it belongs to';
comment on column department.level is 'its place in the hierarchy, in words';
comment on column department.valid_from is 'first fiscal year it exists; null: always';
comment on column department.valid_to is 'last fiscal year it exists; null: still';
