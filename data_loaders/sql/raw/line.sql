-- One row per amount on a line of a file, all text, as the mapping hands it over (data_loaders/raw.py has the columns).
create or replace view raw.line as select * from handed_over;
