{{ config(meta={'renewed_by': 'nothing'}) }}

with

countries as (
    select * from {{ ref('countries') }}
),

organisations as (
    select * from {{ ref('organisations') }}
),

armed_groups as (
    select * from {{ ref('armed_groups') }}
),

parties as (
    select
        id as code,
        name,
        'country' as kind,
        1 as priority
    from countries
    union all
    select
        id as code,
        name,
        'organisation' as kind,
        2 as priority
    from organisations
    -- a national ministry or army acts as its country, by that country's code
    where country is null
    union all
    select
        id as code,
        name,
        'armed_group' as kind,
        3 as priority
    from armed_groups
)

select
    code,
    name,
    kind
from parties
qualify row_number() over (partition by code order by priority asc, name asc) = 1
