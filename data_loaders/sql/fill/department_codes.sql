-- A department named in words gets its code, also where the list of departments came after the ledger.
update entry set department = d.code
from (select lower(name) as spelling, min(code) as code from department where level is not null group by all) as d
where lower(entry.department) = d.spelling and entry.department <> d.code;

update payroll_month set department = d.code
from (select lower(name) as spelling, min(code) as code from department where level is not null group by all) as d
where lower(payroll_month.department) = d.spelling and payroll_month.department <> d.code;
