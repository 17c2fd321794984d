-- One row per employee on the day of a census. Money a month in the government's currency.
create table if not exists employee (
    employee_id varchar,
    load_id varchar,
    sheet integer,
    line bigint,
    as_of date,
    born date,
    joined date,
    sex varchar,
    grade smallint,
    department varchar,
    district varchar,
    pay decimal(20, 2),
    gross decimal(20, 2),
    members integer
);

comment on column employee.employee_id is 'the person, by a keyed hash';
comment on column employee.load_id is 'the file';
comment on column employee.sheet is 'number of the sheet';
comment on column employee.line is 'number of the line';
comment on column employee.as_of is 'day of the census';
comment on column employee.born is 'birth; of a cell of a table, the middle of its band';
comment on column employee.joined is 'entry into service';
comment on column employee.sex is 'female or male';
comment on column employee.grade is 'grade of the pay scale';
comment on column employee.department is 'code of the department';
comment on column employee.district is 'code of the district';
comment on column employee.pay is 'pay a month that counts for the pension';
comment on column employee.gross is 'all that is paid a month';
comment on column employee.members is 'how many the line stands for: one, or the members of a cell of a table';
