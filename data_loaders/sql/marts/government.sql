-- One row per store: whose figures these are.
create table if not exists government (
    name varchar,
    currency varchar,
    first_month integer,
    chart varchar,
    invented boolean,
    note varchar
);

comment on column government.name is 'the government';
comment on column government.currency is 'ISO 4217 code';
comment on column government.first_month is 'calendar month in which the fiscal year starts';
comment on column government.chart is 'chart of accounts: NAM, LMMH or own';
comment on column government.invented is 'true: invented detail';
comment on column government.note is 'what every page and export must say';
