{{ config(meta={'renewed_by': life_id('voice')}) }}

with

reports as (
    select
        *,
        -- what a document tells as its own is its publisher's figure
        coalesce(claimant, publisher, document_id) as voice
    from {{ touched_rows('int_troop_reports', 'deployment_id') }}
    where
        told_for_on is not null
        and {{ touched(life_id('coalesce(claimant, publisher, document_id)')) }}
),

countries as (
    select * from {{ ref('countries') }}
),

-- what a place is called that is the whole of its country: Russia, Russian
names_of_wholes as (
    select distinct
        id as country,
        lower(unnest([name] || string_split(concat_ws('|', aliases, demonyms), '|'))) as place
    from countries
),

scoped as (
    select
        reports.*,
        -- the region of Kursk is Kursk
        case
            when names_of_wholes.place is null
                then
                    regexp_replace(
                        lower(reports.place),
                        '^the | (region|oblast|province|governorate|district|area|front)$',
                        '',
                        'g'
                    )
        end as scope,
        coalesce(regexp_matches(lower(reports.count_text), '\b(another|additional|extra|further|more$)'), false)
            as is_addition
    from reports
    left join names_of_wholes
        on
            reports.host_country = names_of_wholes.country
            and lower(reports.place) = names_of_wholes.place
),

counted as (
    select
        *,
        (coalesce(count_low, count_high) + coalesce(count_high, count_low)) / 2.0 as figure
    from scoped
),

-- of several figures of one voice for one day the largest is the whole, the others are parts of it or older; the same
-- figure told once for a place and once for the country is the country's
largest as (
    select * from counted
    qualify
        row_number() over (
            partition by deployment_id, voice, told_for_on
            order by
                is_addition asc,
                coalesce(count_high, count_low) desc nulls last,
                coalesce(count_low, count_high) desc nulls last,
                scope is not null asc,
                published_on desc nulls last,
                fact_id asc
        ) = 1
),

weighed as (
    select
        *,
        lag(told_for_on) over life as last_on,
        lag(case when scope is null and not is_addition then figure end ignore nulls) over life as last_whole,
        lag(case when scope is null and not is_addition then told_for_on end ignore nulls) over life as last_whole_on
    from largest
    window life as (partition by deployment_id, voice order by told_for_on asc)
),

-- while a figure of the whole counts, a smaller one for a place within it is a part, and so is what comes on top of it
wholes as (
    select
        *,
        case
            when is_addition then told_for_on - last_on <= {{ var('consensus_window_days') }}
            when scope is not null and figure < last_whole
                then told_for_on - last_whole_on <= {{ var('consensus_window_days') }}
        end as is_part
    from weighed
),

figures as (
    select
        *,
        lag(fact_id) over life as previous_fact_id,
        lag(document_id) over life as previous_document_id,
        lag(told_for_on) over life as previous_told_for_on,
        lag(scope) over life as previous_scope,
        lag(count_low) over life as previous_count_low,
        lag(count_high) over life as previous_count_high,
        lag(figure) over life as previous_figure,
        lead(told_for_on) over life as next_told_for_on
    from wholes
    where not coalesce(is_part, false)
    window life as (partition by deployment_id, voice order by told_for_on asc)
),

-- figures are told apart where their bounds exclude each other, or where both are floors, or both ceilings
compared as (
    select
        *,
        case
            when count_low > previous_count_high then 'raised'
            when count_high < previous_count_low then 'lowered'
            when count_high is null and previous_count_high is null and count_low > previous_count_low then 'raised'
            when count_high is null and previous_count_high is null and count_low < previous_count_low then 'lowered'
            when count_low is null and previous_count_low is null and count_high > previous_count_high then 'raised'
            when count_low is null and previous_count_low is null and count_high < previous_count_high then 'lowered'
            else 'kept'
        end as change
    from figures
)

select
    deployment_id,
    {{ presence_id() }} as presence_id,
    voice,
    claimant,
    told_for_on,
    force_country,
    host_country,
    unit,
    deployment_status,
    count_low,
    count_high,
    figure,
    scope,
    is_denied,
    fact_id,
    document_id,
    previous_count_low,
    previous_count_high,
    previous_figure,
    previous_told_for_on,
    previous_fact_id,
    previous_document_id,
    case
        when previous_told_for_on is null then null
        -- nobody repeated the figure for so long: the next one is no other word on the same matter
        when told_for_on - previous_told_for_on > {{ var('estimate_window_days') }} then null
        when coalesce(scope, '') = coalesce(previous_scope, '') then change
        -- a part of more than the whole was raises the whole, a whole of less than a part was lowers it
        when previous_scope is null and change = 'raised' then change
        when scope is null and change = 'lowered' then change
        when change = 'kept' then change
    end as revision,
    least(
        coalesce(next_told_for_on - 1, told_for_on + {{ var('consensus_window_days') }}),
        told_for_on + {{ var('consensus_window_days') }}
    ) as counts_until_on
from compared
