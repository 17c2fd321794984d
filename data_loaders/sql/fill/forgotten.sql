-- What was read of a file that turned out unreadable.
delete from staging.line where load_id = $load_id;
delete from raw.name where load_id = $load_id;
delete from raw.post where load_id = $load_id;
delete from raw.peer where load_id = $load_id;
delete from raw.loan where load_id = $load_id;
delete from raw.person where load_id = $load_id;
delete from raw.payroll where load_id = $load_id;
delete from raw.refused where load_id = $load_id;
