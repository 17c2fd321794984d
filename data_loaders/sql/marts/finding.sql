-- One row per thing that does not add up.
create table if not exists finding (
    rule varchar,
    load_id varchar,
    what varchar,
    amount decimal(20, 2)
);

comment on column finding.rule is 'the check that found it';
comment on column finding.load_id is 'the file; null: several';
comment on column finding.what is 'what was found, in words';
comment on column finding.amount is 'money concerned, in the currencys unit';
