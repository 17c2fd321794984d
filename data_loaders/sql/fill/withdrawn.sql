-- What a load that is no longer live put into the marts.
delete from entry where load_id = $load_id;
delete from post where load_id = $load_id;
delete from peer_execution where load_id = $load_id;
delete from loan where load_id = $load_id;
delete from employee where load_id = $load_id;
delete from pensioner where load_id = $load_id;
delete from payroll_month where load_id = $load_id;
delete from finding where load_id = $load_id;
