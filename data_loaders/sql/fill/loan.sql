-- The good lines of a list of loans.
delete from loan where load_id in (select load_id from raw.source);

insert into loan by name
select * exclude (wanted, wrong_field, wrong_text)
from staging.loan
where wrong_field is null
order by lender, number, as_of, load_id, sheet, line;
