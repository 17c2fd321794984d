-- One row per district.
create table if not exists district (
    code varchar, name varchar, parent varchar, level varchar, valid_from varchar, valid_to varchar, population bigint, area double
);

comment on column district.code is 'code, as the ledger has it';
comment on column district.name is 'name in words';
comment on column district.parent is 'code of what it belongs to';
comment on column district.level is 'its place in the hierarchy, in words';
comment on column district.valid_from is 'first fiscal year it exists; null: always';
comment on column district.valid_to is 'last fiscal year it exists; null: still';
comment on column district.population is 'people at the last census';
comment on column district.area is 'square kilometres';
