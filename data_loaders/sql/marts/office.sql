-- One row per office: drawing and disbursing officer, treasury or collector.
create table if not exists office (
    code varchar, name varchar, parent varchar, level varchar, valid_from varchar, valid_to varchar, district varchar
);

comment on column office.code is 'code, as the ledger has it';
comment on column office.name is 'name in words';
comment on column office.parent is 'code of what it belongs to';
comment on column office.level is 'its place in the hierarchy, in words';
comment on column office.valid_from is 'first fiscal year it exists; null: always';
comment on column office.valid_to is 'last fiscal year it exists; null: still';
comment on column office.district is 'code of the district';
