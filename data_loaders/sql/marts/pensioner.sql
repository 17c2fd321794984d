-- One row per pensioner, family pensioner or leaver on the day of a census. Money a month in the government's currency.
create table if not exists pensioner (
    pensioner_id varchar,
    load_id varchar,
    sheet integer,
    line bigint,
    as_of date,
    born date,
    kind varchar,
    sex varchar,
    grade smallint,
    department varchar,
    district varchar,
    retired_on date,
    service smallint,
    pension decimal(20, 2),
    commuted decimal(20, 2),
    restored_on date,
    baseline decimal(20, 2),
    members integer
);

comment on column pensioner.pensioner_id is 'the person, by a keyed hash';
comment on column pensioner.load_id is 'the file';
comment on column pensioner.sheet is 'number of the sheet';
comment on column pensioner.line is 'number of the line';
comment on column pensioner.as_of is 'day of the census';
comment on column pensioner.born is 'birth; of a cell of a table, the middle of its band';
comment on column pensioner.kind is 'own pension, family pension, or leaver: left with a right to a pension not yet paid';
comment on column pensioner.sex is 'female or male';
comment on column pensioner.grade is 'grade of the pay scale at retirement';
comment on column pensioner.department is 'code of the department';
comment on column pensioner.district is 'code of the district';
comment on column pensioner.retired_on is 'retirement, or the death that left a family pension';
comment on column pensioner.service is 'whole years of service';
comment on column pensioner.pension is 'net pension a month; of a leaver, what is due';
comment on column pensioner.commuted is 'part given up for a sum and not yet back, a month';
comment on column pensioner.restored_on is 'day on which it comes back';
comment on column pensioner.baseline is 'net pension a month at retirement';
comment on column pensioner.members is 'how many the line stands for';
