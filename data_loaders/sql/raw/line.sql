-- One row per amount on a line of a file, all text, as the mapping hands it over (data_loaders/raw.py has the columns).
create or replace view raw.line as select * from handed_over;
-- One row per set of dates that lines have, numbered.
create or replace view raw.date as select * from dates_handed_over;
