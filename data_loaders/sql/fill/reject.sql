-- Every line or cell refused, with its reason and the shape of its value.
delete from reject where load_id in (select load_id from raw.source);

insert into reject
with asked as (
    select unnest($fields::varchar[]) as field, unnest($headings::varchar[]) as heading, unnest($wanted::varchar[]) as wanted
), whole as (
    select distinct load_id, sheet, line, wrong_field, wrong_text,
        $said[list_position($marks, upper(wrong_text))] as mark_says
    from staging.line
    where level = 0 and wrong_field is not null
), cells as (
    select load_id, sheet, line, heading, amount_text as value
    from staging.line
    where (level <> 0 or wrong_field is null) and amount_text is not null
    union all
    select load_id, sheet, line, 'deductions', coalesce(deductions_text, deductions_2_text)
    from staging.line
    where level = 0 and wrong_field is null and (deductions_text is not null or deductions_2_text is not null)
    union all
    select load_id, sheet, line, 'net', net_text
    from staging.line
    where level = 0 and wrong_field is null and net_text is not null
)
select load_id, sheet, line, null as "column",
    case when mark_says is not null then mark_says || ' (column ' || coalesce(asked.heading, wrong_field) || ')'
        when wrong_field = 'no date' then 'the line has no day, month or fiscal year'
        when wrong_field = 'another year' then 'the month does not lie in the fiscal year of the line'
        when wrong_field in ('stage', 'flow') then 'the word in column ' || coalesce(asked.heading, wrong_field) || ' is none of: '
            || case wrong_field when 'stage' then 'original, supplementary, reappropriation, surrender, revised, released, committed, actual'
                else 'receipt, expenditure, financing, remittance' end
        else 'expected ' || coalesce(asked.wanted, 'a date') || ' in column ' || coalesce(asked.heading, wrong_field)
    end as reason,
    mask(wrong_text) as masked
from whole left join asked on asked.field = whole.wrong_field
union all
select load_id, sheet, line, heading,
    coalesce($said[list_position($marks, value)], 'expected a number such as ' || $example),
    mask(value)
from cells
union all
select load_id, sheet, line, heading,
    case when not allowed then 'posts cannot stand on such a line'
        else coalesce($said[list_position($marks, posts)], 'expected a whole number of posts up to ' || most) end,
    mask(posts)
from raw.post
where not allowed or not coalesce(try_cast(posts as bigint) between 0 and most, false)
union all
select load_id, sheet, line, band,
    case when mark_says is not null then mark_says || ' (column ' || coalesce(heading, wrong_field) || ')'
        when wrong_text is null then 'the line has no ' || case wrong_field when 'person' then 'number of the person'
            when 'as_of' then 'day of the census' else wrong_field end
        else 'expected ' || case wanted_of when 'sex' then 'female or male' when 'kind' then 'own, family or leaver'
            when 'grade' then 'a grade up to 99' when 'members' then 'a number of members'
            when 'service' then 'whole years of service' when 'amount' then 'a number such as ' || $example
            else 'a day such as ' || $days end || ' in column ' || coalesce(heading, wrong_field)
    end, mask(wrong_text)
from (
    select person.*, person.wanted as wanted_of, asked.heading, $said[list_position($marks, upper(wrong_text))] as mark_says
    from staging.person as person left join asked on asked.field = person.wrong_field
    where wrong_field is not null
)
union all
select load_id, sheet, line, null,
    case when mark_says is not null then mark_says || ' (column ' || coalesce(heading, wrong_field) || ')'
        when wrong_text is null then 'the line has no ' || case wrong_field when 'number' then 'number of the loan'
            when 'as_of' then 'day of the statement' when 'due' then 'amount due' else wrong_field end
        else 'expected ' || case wanted_of when 'currency' then 'a currency such as USD'
            when 'rate' then 'a rate such as 4.25' when 'amount' then 'a number such as ' || $example
            else 'a day such as ' || $days end || ' in column ' || coalesce(heading, wrong_field)
    end, mask(wrong_text)
from (
    select loan.*, loan.wanted as wanted_of, asked.heading, $said[list_position($marks, upper(wrong_text))] as mark_says
    from staging.loan as loan left join asked on asked.field = loan.wrong_field
    where wrong_field is not null
)
union all
select load_id, sheet, line, "column", reason, mask(value) from raw.refused
order by all;
