-- One row per amount on a line of any ledger, budget book or receipt list. Money in the currency's unit.
create table if not exists entry (
    load_id varchar, sheet integer, line bigint, cell integer,
    entry_id varchar generated always as (load_id || '-' || sheet || '-' || line || '-' || cell) virtual,
    posted_on date, period_from date, period_to date, cumulative boolean, month date, fiscal_year varchar,
    stage varchar, flow varchar, side varchar, class varchar,
    office varchar, department varchar, district varchar,
    function varchar, function_major varchar, object varchar, object_minor varchar,
    fund varchar, grant_number varchar, project varchar, document varchar, bill varchar, kind varchar, payee varchar,
    amount decimal(20, 2), deductions decimal(20, 2), net decimal(20, 2),
    stated decimal(20, 2), restated boolean, counted boolean
);
alter table entry add column if not exists kind varchar; -- a store of before it

comment on column entry.entry_id is 'load, sheet, line and column of the amount: the same in every version';
comment on column entry.load_id is 'the file: the first 16 hexadecimal digits of its SHA-256';
comment on column entry.sheet is 'number of the sheet in the file, from 1';
comment on column entry.line is 'number of the line in the sheet, from 1';
comment on column entry.cell is 'number of the column of the amount, from 1';
comment on column entry.posted_on is 'day of posting, where the file says it';
comment on column entry.period_from is 'first day of the period the amount is for';
comment on column entry.period_to is 'last day of the period the amount is for';
comment on column entry.cumulative is 'true: covers several months, because the list before it is not loaded';
comment on column entry.month is 'first day of the month; null for a figure of a whole year or of several months';
comment on column entry.fiscal_year is 'as in 2025-26';
comment on column entry.stage is 'original, supplementary, reappropriation, surrender, revised, released, committed or actual';
comment on column entry.flow is 'receipt, expenditure, financing, or remittance (in transit: never spending)';
comment on column entry.side is 'receipt (money in) or payment (money out)';
comment on column entry.class is 'current revenue, current capital, development, ... as the source classes it';
comment on column entry.office is 'drawing and disbursing officer, or the office of collection';
comment on column entry.department is 'code of the department';
comment on column entry.district is 'code of the district';
comment on column entry.function is 'code of the function, as detailed as the source has it';
comment on column entry.function_major is 'code of the major function';
comment on column entry.object is 'code of the object of spending, or of the revenue head';
comment on column entry.object_minor is 'code of the minor object, or of the revenue head';
comment on column entry.fund is 'consolidated fund or public account, charged or voted';
comment on column entry.grant_number is 'number of the demand for grants';
comment on column entry.project is 'code of the project or scheme';
comment on column entry.document is 'number of the voucher, challan or transaction';
comment on column entry.bill is 'number of the bill';
comment on column entry.kind is 'kind of the document, as the source says it: order, contract, bill, payment, ...; of a change of budget, its type';
comment on column entry.payee is 'pseudonym of the person or firm: a keyed hash, never a name';
comment on column entry.amount is 'money of this line in its period: a cumulative list less the list before it';
comment on column entry.deductions is 'part of the amount held back';
comment on column entry.net is 'amount paid out';
comment on column entry.stated is 'the amount as the file prints it, where a list is cumulative';
comment on column entry.restated is 'true: the file repeats a figure that another source states first';
comment on column entry.counted is 'false: another live source already gives this figure; no total adds it again';
