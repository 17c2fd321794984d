-- One row per flag: a payment, a group of payments or a month of an office that looks wrong. Money in the currency's unit.
create table if not exists flag (
    flag varchar, rule varchar, office varchar, department varchar, fiscal_year varchar, month date,
    payee varchar, lines integer, amount decimal(20, 2), rank integer, reason varchar, comparison varchar
);

comment on column flag.flag is 'made from the rule and its lines, or its office and month: the same in every version';
comment on column flag.rule is 'the rule that found it';
comment on column flag.office is 'code of the office; null: several';
comment on column flag.department is 'code of the department; null: several, or not stated';
comment on column flag.fiscal_year is 'as in 2025-26';
comment on column flag.month is 'first day of the month of its first payment; null: a whole year';
comment on column flag.payee is 'pseudonym of the payee; null: several, or not stated';
comment on column flag.lines is 'payments concerned';
comment on column flag.amount is 'money at stake';
comment on column flag.rank is 'its place among the flags of its rule, the largest first';
comment on column flag.reason is 'why it looks wrong, in words';
comment on column flag.comparison is 'what it is compared with, in words';
