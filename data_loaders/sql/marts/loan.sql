-- One row per loan and day of its statement. Money in the loan's own currency, the rate as a fraction a year.
create table if not exists loan (
    number varchar,
    as_of date,
    load_id varchar,
    sheet integer,
    line bigint,
    lender varchar,
    borrower varchar,
    guarantor varchar,
    country varchar,
    project varchar,
    project_name varchar,
    currency varchar,
    kind varchar,
    status varchar,
    rate decimal(8, 6),
    original decimal(20, 2),
    cancelled decimal(20, 2),
    undisbursed decimal(20, 2),
    disbursed decimal(20, 2),
    repaid decimal(20, 2),
    due decimal(20, 2),
    adjustment decimal(20, 2),
    sold decimal(20, 2),
    first_repayment date,
    last_repayment date,
    approved_on date,
    agreed_on date,
    effective_on date,
    closed_on date,
    disbursed_on date
);

comment on column loan.number is 'number of the loan, as its lender gives it';
comment on column loan.as_of is 'day of the statement';
comment on column loan.load_id is 'the file';
comment on column loan.sheet is 'number of the sheet';
comment on column loan.line is 'number of the line';
comment on column loan.lender is 'who lent';
comment on column loan.borrower is 'who borrowed';
comment on column loan.guarantor is 'who guarantees';
comment on column loan.country is 'country that a lender''s statement names; null: a loan of the government''s own ledger';
comment on column loan.project is 'number of the project';
comment on column loan.project_name is 'name of the project';
comment on column loan.currency is 'currency of the amounts, ISO 4217 code';
comment on column loan.kind is 'kind of loan, in the lender''s words';
comment on column loan.status is 'approved, disbursing, repaying, repaid, in the lender''s words';
comment on column loan.rate is 'interest, a fraction a year';
comment on column loan.original is 'amount as agreed';
comment on column loan.cancelled is 'part given up';
comment on column loan.undisbursed is 'part still to be drawn';
comment on column loan.disbursed is 'part drawn';
comment on column loan.repaid is 'repaid to the lender';
comment on column loan.due is 'owed to the lender on the day';
comment on column loan.adjustment is 'what exchange rates add to what is due, where the lender says so';
comment on column loan.sold is 'part sold to others, owed to them';
comment on column loan.first_repayment is 'day of the first repayment';
comment on column loan.last_repayment is 'day of the last repayment';
comment on column loan.approved_on is 'approved by the lender''s board';
comment on column loan.agreed_on is 'agreement signed';
comment on column loan.effective_on is 'in force from';
comment on column loan.closed_on is 'nothing is drawn after it';
comment on column loan.disbursed_on is 'last drawn on';
