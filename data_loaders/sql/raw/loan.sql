-- One row per line of a list of loans, all text.
create or replace table raw.loan (
    load_id varchar, sheet integer, line bigint, number varchar, as_of varchar, lender varchar, borrower varchar,
    guarantor varchar, country varchar, project varchar, project_name varchar, currency varchar, kind varchar,
    status varchar, rate varchar, original varchar, cancelled varchar, undisbursed varchar, disbursed varchar,
    repaid varchar, due varchar, adjustment varchar, sold varchar, first_repayment varchar, last_repayment varchar,
    approved_on varchar, agreed_on varchar, effective_on varchar, closed_on varchar, disbursed_on varchar
);
