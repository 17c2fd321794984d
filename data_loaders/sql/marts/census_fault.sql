-- One row per line of a census that a check found, under the name of the check. Money a month in the government's currency.
create table if not exists census_fault (
    rule varchar,
    load_id varchar,
    sheet integer,
    line bigint,
    person varchar,
    members integer,
    amount decimal(20, 2)
);

comment on column census_fault.rule is 'the check that found it';
comment on column census_fault.load_id is 'the file';
comment on column census_fault.sheet is 'number of the sheet';
comment on column census_fault.line is 'number of the line';
comment on column census_fault.person is 'the employee or pensioner, by a keyed hash';
comment on column census_fault.members is 'how many the line stands for';
comment on column census_fault.amount is 'their pay or pension a month';
