-- Numbers and days as a profile declares them: what does not match in full is null, never guessed.
create or replace temp macro digits(value, group_, mark, words) as
    replace(replace(case when words then regexp_replace(value, '^[^0-9]*', '') else value end, group_, ''), mark, '.');
create or replace temp macro size(value, group_, mark, words, unit) as
    case when unit = 1 then try_cast(digits(value, group_, mark, words) as decimal(20, 2))
        else try_cast(try(try_cast(digits(value, group_, mark, words) as decimal(30, 11)) * unit) as decimal(20, 2))
    end;
create or replace temp macro money(value, pattern, group_, mark, words, unit) as
    case
        when not regexp_full_match(value, pattern) then null
        when contains(value, '-') or contains(value, '(') then -size(trim(value, '-()'), group_, mark, words, unit)
        else size(value, group_, mark, words, unit)
    end;
create or replace temp macro a_month(sum_, months) as
    case when months = 1 then sum_ else cast(sum_ / months as decimal(20, 2)) end;
create or replace temp macro day(value, pattern, formats) as
    case when regexp_full_match(value, pattern) then
        coalesce(
            try_strptime(value, formats)::date,
            case when list_contains(formats, 'serial') and regexp_full_match(value, '[1-9][0-9]{0,5}')
                then date '1899-12-30' + value::integer end
        )
    end;
create or replace temp macro fiscal_year_label(first_year, first_month) as
    case when first_month = 1 then first_year::varchar
        else first_year::varchar || '-' || lpad(((first_year + 1) % 100)::varchar, 2, '0') end;
create or replace temp macro fiscal_year_of(day_, first_month) as
    fiscal_year_label(year(day_) - (month(day_) < first_month)::integer, first_month);
create or replace temp macro fiscal_year(value, year_rule, first_month) as
    case
        when year_rule = 'text' and first_month > 1 and regexp_full_match(value, '[0-9]{4}-[0-9]{2}')
            and (left(value, 4)::integer + 1) % 100 = right(value, 2)::integer then value
        when year_rule = 'text' and first_month = 1 and regexp_full_match(value, '[0-9]{4}') then value
        when year_rule = 'by start' and regexp_full_match(value, '[0-9]{4}')
            then fiscal_year_label(value::integer, first_month)
        when year_rule = 'by end' and regexp_full_match(value, '[0-9]{4}')
            then fiscal_year_label(value::integer - (first_month > 1)::integer, first_month)
    end;
create or replace temp macro month_of(value, fiscal_year_, first_month, pattern, formats) as
    case
        when regexp_full_match(value, '[mf]([1-9]|1[0-2])') then
            make_date(
                left(fiscal_year_, 4)::integer
                + ((case when value[1] = 'f' then (first_month + value[2:]::integer - 2) % 12 + 1
                    else value[2:]::integer end) < first_month)::integer,
                case when value[1] = 'f' then (first_month + value[2:]::integer - 2) % 12 + 1
                    else value[2:]::integer end,
                1
            )
        else date_trunc('month', day(value, pattern, formats))::date
    end;
create or replace temp macro object_minor(code, chart) as
    case when chart = 'NAM' and regexp_full_match(code, '[A-H][0-9]{2}.*') then left(code, 4) else code end;
create or replace temp macro function_major(code, chart) as
    case when chart = 'NAM' and regexp_full_match(code, '[0-9]{2,6}') then left(code, 2)
        when chart = 'LMMH' then left(code, 4) else code end;
create or replace temp macro percent(value, mark) as -- as a fraction
    case when regexp_full_match(replace(value, mark, '.'), '[0-9]{1,2}([.][0-9]{1,4})?')
        then cast(replace(value, mark, '.')::decimal(6, 4) / 100 as decimal(8, 6)) end;
create or replace temp macro mask(value) as
    left(regexp_replace(regexp_replace(value, '\p{N}', '9', 'g'), '[\p{L}\p{M}]', 'x', 'g'), 60);
