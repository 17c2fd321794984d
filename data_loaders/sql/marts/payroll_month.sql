-- One row per month, department and grade of a payroll list. Money a month in the government's currency.
create table if not exists payroll_month (
    load_id varchar,
    sheet integer,
    line bigint,
    month date,
    fiscal_year varchar,
    department varchar,
    grade smallint,
    sanctioned integer,
    filled integer,
    pay decimal(20, 2),
    allowances decimal(20, 2),
    total decimal(20, 2)
);

comment on column payroll_month.load_id is 'the file';
comment on column payroll_month.sheet is 'number of the sheet';
comment on column payroll_month.line is 'number of the line';
comment on column payroll_month.month is 'first day of the month that is paid for';
comment on column payroll_month.fiscal_year is 'as in 2025-26';
comment on column payroll_month.department is 'code of the department';
comment on column payroll_month.grade is 'grade of the pay scale';
comment on column payroll_month.sanctioned is 'posts sanctioned; null: the list does not say';
comment on column payroll_month.filled is 'posts filled, each paid for the month';
comment on column payroll_month.pay is 'basic pay of the filled posts';
comment on column payroll_month.allowances is 'allowances of the filled posts';
comment on column payroll_month.total is 'pay and allowances as the list states them together';
