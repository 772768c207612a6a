with

entries as (
    select * from {{ ref('stg_register_entries') }}
),

parties as (
    select * from {{ ref('int_parties') }}
),

countries as (
    select * from {{ ref('countries') }}
),

organisations as (
    select * from {{ ref('organisations') }}
),

armed_groups as (
    select * from {{ ref('armed_groups') }}
),

weapons as (
    select * from {{ ref('weapons') }}
),

terms as (
    select * from {{ ref('register_terms') }}
),

named as (
    select
        id,
        aliases
    from countries
    union all
    select
        id,
        aliases
    from organisations
    where country is null
    union all
    select
        id,
        aliases
    from armed_groups
),

-- every name of a party in lower case; a usual name goes before another party's other name
names as (
    select
        code,
        lower(name) as party_name,
        1 as priority
    from parties
    union all
    select
        parties.code,
        lower(unnest(string_split(named.aliases, '|'))) as party_name,
        case parties.kind when 'country' then 2 when 'organisation' then 3 else 4 end as priority
    from named
    inner join parties on named.id = parties.code
),

codes as (
    select
        party_name,
        arg_min(code, (priority, code)) as code
    from names
    group by party_name
),

-- every name of a weapon without case, hyphens and spaces
designations as (
    select
        family,
        regexp_replace(lower(designation), '[^a-z0-9]', '', 'g') as squashed
    from (
        select
            coalesce(family, name) as family,
            unnest([name] || string_split(coalesce(aliases, ''), '|')) as designation
        from weapons
    ) as told
),

families as (
    select
        squashed,
        min(family) as family
    from designations
    where squashed <> ''
    group by squashed
),

split as (
    select
        file,
        line,
        regexp_extract_all(lower(weapon_designation), '[a-z]+|[0-9]+') as parts
    from entries
),

-- a register tells variants and fittings that the reference data need not know: M-1A2SEPv3, Bayraktar TB-2, armed. A
-- number is a whole: the K-239 is no K-2
beginnings as (
    select
        file,
        line,
        part_count,
        array_to_string(parts[:part_count], '') as squashed
    from (
        select
            file,
            line,
            parts,
            unnest(range(1, len(parts) + 1)) as part_count
        from split
    ) as counted
),

known as (
    select
        beginnings.file,
        beginnings.line,
        arg_max(families.family, beginnings.part_count) as family
    from beginnings
    inner join families on beginnings.squashed = families.squashed
    group by beginnings.file, beginnings.line
)

select
    entries.file,
    entries.line,
    suppliers.code as supplier_code,
    recipients.code as recipient_code,
    known.family as weapon_family,
    terms.class as weapon_class
from entries
left join known
    on
        entries.file = known.file
        and entries.line = known.line
left join terms on lower(entries.weapon_description) = lower(terms.term)
-- registers tell where a group is from behind its name: Hezbollah (Lebanon)
left join codes as suppliers on trim(regexp_replace(lower(entries.supplier), '\(.*\)', '')) = suppliers.party_name
left join codes as recipients on trim(regexp_replace(lower(entries.recipient), '\(.*\)', '')) = recipients.party_name
